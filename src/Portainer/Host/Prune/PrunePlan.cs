using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Host.Prune;

/// <summary>
/// What a prune would take, from what is known already: the engine's own prune calls say it only afterwards. Never more than they would
/// take: a network or volume that a stopped container names stays, and so does this console's own container.
/// </summary>
internal static class PrunePlan
{
    public static IReadOnlyList<PruneItem> Of(EndpointView view, SystemDiskUsageResponse? use, PruneChoice choice, DateTimeOffset now)
    {
        var all = choice.Kind switch
        {
            PruneKind.Containers => Containers(view, use),
            PruneKind.Images => Images(view, use, choice.All),
            PruneKind.Networks => Networks(view),
            PruneKind.Volumes => Volumes(view, use, choice.All),
            _ => Build(use, choice.All),
        };
        return [.. all.Where(item => choice.OlderThan == TimeSpan.Zero || item.Created <= now - choice.OlderThan)];
    }

    private static IEnumerable<PruneItem> Containers(EndpointView view, SystemDiskUsageResponse? use) =>
        from row in view.Containers
        where row.State is RunState.Created or RunState.Exited or RunState.Dead && !row.IsSelf
        select new PruneItem(PruneKind.Containers, row.Id, row.Name, Size(use?.ContainerSizes, row.Id), row.Created, row.Status.Length > 0 ? row.Status : "never started");

    private static IEnumerable<PruneItem> Images(EndpointView view, SystemDiskUsageResponse? use, bool all) =>
        from row in view.Images ?? []
        where !row.InUse && (all || row.IsDangling)
        select new PruneItem(PruneKind.Images, row.Id, row.Name, Size(use?.ImageSizes, row.Id), row.Created, row.IsDangling ? "no tag, no container" : "no container uses it") { Tags = row.Tags };

    // Whether a service of the Swarm needs a network cannot be told from here.
    private static IEnumerable<PruneItem> Networks(EndpointView view) =>
        from row in view.Networks ?? []
        where row is { InUse: false, IsPredefined: false } && row.Scope != "swarm"
        select new PruneItem(PruneKind.Networks, row.Id, row.Name, null, row.Created, "no container is connected to it");

    private static IEnumerable<PruneItem> Volumes(EndpointView view, SystemDiskUsageResponse? use, bool all) =>
        from row in view.Volumes ?? []
        where !row.InUse && (all || row.IsAnonymous)
        select new PruneItem(PruneKind.Volumes, row.Name, row.Name, Size(use?.VolumeSizes, row.Name), row.Created, row.IsAnonymous ? "anonymous, and its container is gone" : "no container mounts it");

    // Shared records count for others too, so their bytes are not freed by this one.
    private static IEnumerable<PruneItem> Build(SystemDiskUsageResponse? use, bool all) =>
        from entry in use?.BuildCacheEntries ?? []
        where !entry.InUse && (all || (!entry.Shared && entry.Type is not ("internal" or "frontend")))
        select new PruneItem(
            PruneKind.Build, entry.ID, entry.Description.Length > 0 ? entry.Description : entry.ID, entry.Shared ? 0 : entry.Size, entry.LastUsedAt, $"{entry.Type}, no build uses it now");

    private static long? Size(IReadOnlyDictionary<string, long>? sizes, string key) => sizes?.TryGetValue(key, out var bytes) == true ? bytes : null;
}
