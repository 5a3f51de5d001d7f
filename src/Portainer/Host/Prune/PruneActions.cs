using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Jobs;
using Portainer.Ui;

namespace Portainer.Host.Prune;

/// <summary>Removes exactly what a preview showed, one by one and without force, so that what came into use meanwhile stays.</summary>
internal sealed class PruneActions(EngineGate gate, JobRunner jobs)
{
    public static Operation OperationOf(PruneKind kind) => kind switch
    {
        PruneKind.Containers => Operation.PruneContainers,
        PruneKind.Images => Operation.PruneImages,
        PruneKind.Networks => Operation.PruneNetworks,
        PruneKind.Volumes => Operation.PruneVolumes,
        _ => Operation.PruneBuildCache,
    };

    /// <summary>Starts the job; it goes on whoever leaves.</summary>
    public Job Start(Caller caller, int endpointId, string endpointName, IReadOnlyList<PruneItem> items) => jobs.Start(
        caller,
        new("prune", $"Remove {Count(items.Count, items[0].Kind)} on {endpointName}") { EndpointId = endpointId, Icon = "trash", Href = $"endpoints/{endpointId}/prune?kind={items[0].Kind.ToString().ToLowerInvariant()}" },
        (progress, cancellationToken) => RunAsync(caller, endpointId, items, progress, cancellationToken));

    public static string Count(int count, PruneKind kind) => kind switch
    {
        PruneKind.Build => $"{count} {(count == 1 ? "record" : "records")} of the build cache",
        _ => $"{count} {(count == 1 ? kind.ToString().ToLowerInvariant()[..^1] : kind.ToString().ToLowerInvariant())}",
    };

    private async Task<string> RunAsync(Caller caller, int endpointId, IReadOnlyList<PruneItem> items, JobProgress progress, CancellationToken cancellationToken)
    {
        var (removed, stayed, bytes) = (0, 0, 0L);
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Step("prune", "Removed", removed + stayed, items.Count);
            progress.Status($"Removing {item.Name}");
            if (await TryRemoveAsync(caller, endpointId, item, progress, cancellationToken))
            {
                removed++;
                bytes += item.Bytes ?? 0;
            }
            else
            {
                stayed++;
            }
        }

        progress.Step("prune", "Removed", items.Count, items.Count, finished: true);
        var freed = bytes > 0 ? $", which freed about {ByteText.Format(bytes)}" : "";
        var rest = stayed == 0 ? "" : $" {Count(stayed, items[0].Kind)} stayed; the output says why.";
        return $"Removed {Count(removed, items[0].Kind)}{freed}.{rest}";
    }

    private async Task<bool> TryRemoveAsync(Caller caller, int endpointId, PruneItem item, JobProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var session = await gate.OpenAsync(caller, endpointId, OperationOf(item.Kind), cancellationToken);
            await RemoveAsync(session, item, cancellationToken);
            progress.Say($"{item.Name}: removed");
            return true;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            progress.Say($"{item.Name}: was gone already");
            return true;
        }
        catch (DockerApiException refused)
        {
            progress.Say($"{item.Name}: stays. {refused.EngineMessage}");
            return false;
        }
    }

    private static async Task RemoveAsync(EngineSession session, PruneItem item, CancellationToken cancellationToken)
    {
        var client = session.Client;
        switch (item.Kind)
        {
            case PruneKind.Containers:
                await client.Containers.RemoveContainerAsync(item.Key, new(), cancellationToken);
                break;
            case PruneKind.Images:
                foreach (var name in item.Tags.Count > 0 ? item.Tags : [item.Key])
                {
                    await client.Images.DeleteImageAsync(name, new(), cancellationToken);
                }

                break;
            case PruneKind.Networks:
                await client.Networks.DeleteNetworkAsync(item.Key, cancellationToken);
                break;
            case PruneKind.Volumes:
                await client.Volumes.RemoveAsync(item.Key, force: false, cancellationToken);
                break;
            default:
                await client.Images.PruneBuildCacheAsync(new() { All = true, Filters = new() { { "id", item.Key } } }, cancellationToken);
                break;
        }
    }
}
