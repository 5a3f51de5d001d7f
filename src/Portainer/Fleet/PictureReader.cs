using System.Net;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>Reads the parts of a picture from an engine. Only the container list is vital; a part that the engine lacks keeps its last value.</summary>
internal sealed class PictureReader(DockerClient client, string? selfId, WatchTimings timings, ILogger logger)
{
    /// <summary>Above this many ids the engine answers a full list sooner than a filtered one.</summary>
    private const int FilterAtMost = 60;

    public bool IsPodman { get; set; }

    public static bool WantsFullList(IReadOnlyCollection<string>? ids) => ids is null || ids.Count > FilterAtMost;

    public async Task<IReadOnlyList<ContainerRow>> ContainersAsync(CancellationToken cancellationToken)
    {
        var containers = await client.Containers.ListContainersAsync(new() { All = true }, cancellationToken);
        return Sorted(containers.Where(IsShown).Select(container => ContainerRow.From(container, selfId)));
    }

    /// <summary>The list with the named containers read again, in one call; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<ContainerRow>> ContainersAsync(
        IReadOnlyList<ContainerRow> known, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var filter = new Filters { { "id", ids } };
        var read = await client.Containers.ListContainersAsync(new() { All = true, Filters = filter }, cancellationToken);
        return Sorted(known.Where(row => !ids.Contains(row.Id)).Concat(read.Where(IsShown).Select(container => ContainerRow.From(container, selfId))));
    }

    // Our own helper containers come and go with what people look at: they are nobody's business.
    private static bool IsShown(ContainerListResponse container) => container.Labels?.ContainsKey(HelperLabel.Purpose) != true;

    public async Task<EndpointPicture> PartsAsync(EndpointPicture picture, SlowParts parts, CancellationToken cancellationToken)
    {
        if (parts.HasFlag(SlowParts.Facts))
        {
            picture = picture with { Facts = await OrKeepAsync("engine facts", picture.Facts, FactsAsync, cancellationToken) };
        }

        if (parts.HasFlag(SlowParts.Images))
        {
            var images = await OrKeepAsync("images", null, token => client.Images.ListImagesAsync(new() { All = false }, token), cancellationToken);
            picture = images is null ? picture : picture with
            {
                Images = [.. images.Select(ImageRow.From).OrderBy(row => row.IsDangling).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)],
            };
        }

        if (parts.HasFlag(SlowParts.Volumes))
        {
            var volumes = await OrKeepAsync("volumes", null, token => client.Volumes.ListAsync(null, token), cancellationToken);
            picture = volumes is null ? picture : picture with { Volumes = [.. volumes.Volumes.Select(VolumeRow.From).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)] };
        }

        if (parts.HasFlag(SlowParts.Networks))
        {
            var networks = await OrKeepAsync("networks", null, token => client.Networks.ListNetworksAsync(null, token), cancellationToken);
            picture = networks is null ? picture : picture with
            {
                Networks = [.. networks.Select(NetworkRow.From).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)],
            };
        }

        return picture.Facts?.Swarm != SwarmRole.Manager ? picture with { Swarm = null }
            : parts.HasFlag(SlowParts.Swarm) ? picture with { Swarm = await OrKeepAsync("Swarm totals", picture.Swarm, SwarmAsync, cancellationToken) }
            : picture;
    }

    private async Task<EngineFacts?> FactsAsync(CancellationToken cancellationToken)
    {
        var info = await client.System.GetSystemInfoAsync(cancellationToken);
        return EngineFacts.From(info, client.ApiVersion, IsPodman);
    }

    private async Task<SwarmTotals?> SwarmAsync(CancellationToken cancellationToken)
    {
        var nodes = await client.Swarm.ListNodesAsync(null, cancellationToken);
        var services = await client.Swarm.ListServicesAsync(null, cancellationToken);
        return SwarmTotals.From(nodes, services.Count);
    }

    /// <summary>A part that fails (not implemented, slow, forbidden by an authorization plugin) is logged and keeps its value; a broken connection is not its to judge.</summary>
    private async Task<T?> OrKeepAsync<T>(string part, T? kept, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timings.FactsTimeout);
        try
        {
            return await read(limited.Token);
        }
        catch (DockerApiException failure) when (failure.StatusCode != HttpStatusCode.Unauthorized)
        {
            logger.LogDebug("The engine gave no {Part}: {Reason}", part, failure.Message);
        }
        catch (DockerConnectionException failure) when (failure.Failure == ConnectionFailure.TimedOut)
        {
            logger.LogInformation("The engine took too long to give its {Part}: {Reason}", part, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("The engine gave no {Part} within {Seconds} s", part, timings.FactsTimeout.TotalSeconds);
        }

        return kept;
    }

    private static ContainerRow[] Sorted(IEnumerable<ContainerRow> rows) =>
        [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)];
}
