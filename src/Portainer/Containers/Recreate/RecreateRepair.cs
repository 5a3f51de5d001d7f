using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers.Recreate;

/// <summary>What has to be done so that exactly one of the two containers is left, in its place. Pure: decided from what the engine lists.</summary>
/// <param name="RemoveId">Goes first: it may hold ports, addresses and the name.</param>
/// <param name="RenameId">Gets <paramref name="Name"/>.</param>
/// <param name="StartId">Ran before and does not now.</param>
/// <param name="IsFinished">The new one stays; otherwise the old one is back.</param>
internal sealed record RecreateRepair(string? RemoveId, string? RenameId, string Name, string? StartId, bool Pause, bool IsFinished)
{
    /// <summary>The new container, when it stays in the place of an old one that is still there.</summary>
    public string? NewId { get; init; }

    /// <param name="mayFinish">The new container may stay when it does what is expected of it.</param>
    /// <param name="newId">The new container, where it is known; otherwise its names tell.</param>
    /// <returns>Null when nothing is left of the recreation.</returns>
    public static RecreateRepair? Of(IReadOnlyList<ContainerListResponse> all, RecreateTrace trace, bool mayFinish, string? newId = null)
    {
        var oldMoved = Find(all, trace.OldAlias);
        var newWaiting = Find(all, trace.NewAlias);
        if (oldMoved is null && newWaiting is null)
        {
            return null;
        }

        var old = oldMoved ?? Find(all, trace.Name);
        var successor = newId is null ? newWaiting ?? Find(all, trace.FinalName) : all.FirstOrDefault(container => container.ID == newId);
        return old is null ? successor is null ? null : Keep(successor, trace)
            : mayFinish && newWaiting is null && successor is not null && Works(successor, trace) ? Finish(old, successor, trace)
            : Restore(old, successor, trace);
    }

    /// <summary>The new container, where it runs in its place and only its health check has still to say how; null when that is known.</summary>
    public static string? Undecided(IReadOnlyList<ContainerListResponse> all, RecreateTrace trace) =>
        Find(all, trace.OldAlias) is not null && Find(all, trace.NewAlias) is null
        && Find(all, trace.FinalName) is { State: "running" } successor && ContainerText.Health(successor.Status) == HealthState.Starting
            ? successor.ID
            : null;

    // An old one that removes itself when it stops is gone: the new one is all there is.
    private static RecreateRepair Keep(ContainerListResponse successor, RecreateTrace trace) =>
        new(null, Called(successor, trace.FinalName) ? null : successor.ID, trace.FinalName, StartOf(successor, trace), trace.Previous == PreviousState.Paused, true);

    private static RecreateRepair Finish(ContainerListResponse old, ContainerListResponse successor, RecreateTrace trace) =>
        new(old.ID, null, trace.FinalName, StartOf(successor, trace), trace.Previous == PreviousState.Paused && successor.State != "paused", true) { NewId = successor.ID };

    private static RecreateRepair Restore(ContainerListResponse old, ContainerListResponse? successor, RecreateTrace trace)
    {
        var isRenamed = Called(old, trace.Name);
        return new(
            successor?.ID == old.ID ? null : successor?.ID, isRenamed ? null : old.ID, trace.Name,
            StartOf(old, trace), trace.Previous == PreviousState.Paused && old.State != "paused", false);
    }

    private static string? StartOf(ContainerListResponse container, RecreateTrace trace) =>
        trace.Previous != PreviousState.Stopped && container.State is not ("running" or "paused" or "restarting") ? container.ID : null;

    private static bool Works(ContainerListResponse container, RecreateTrace trace) =>
        trace.Previous == PreviousState.Stopped
        || (container.State is "running" or "paused" && ContainerText.Health(container.Status) is HealthState.None or HealthState.Healthy);

    private static ContainerListResponse? Find(IReadOnlyList<ContainerListResponse> all, string name) => all.FirstOrDefault(container => Called(container, name));

    private static bool Called(ContainerListResponse container, string name) => container.Names.Any(called => called.TrimStart('/') == name);
}
