using System.Runtime.CompilerServices;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Streaming.Stats;

/// <summary>Statistics on their way to browsers, once a second, newest only: a browser that is behind misses samples, never gets old ones.</summary>
internal sealed class StatsStreams(EngineGate gate, StatsFeeds feeds, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenProcessLists = TimeSpan.FromSeconds(3);
    private static readonly ProcessUpdate NoProcesses = new([], [], null);

    /// <summary>One container's samples for as long as the browser stays; gaps carry their reason.</summary>
    public async IAsyncEnumerable<StatsUpdate> ContainerAsync(
        Caller caller, int endpointId, string container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, container, Operation.ReadContainerStats, cancellationToken);
        while (true)
        {
            var (session, problem) = await TryOpenAsync(caller, endpointId, container, cancellationToken);
            var row = session?.Endpoint.FindContainer(container);
            if (session is null || row is not { IsRunning: true })
            {
                yield return new(null, problem ?? (row is null ? $"There is no container {container} here." : $"{row.Name} is not running, so there is nothing to measure."));
                await Task.Delay(Second, time, cancellationToken);
                continue;
            }

            using var lease = feeds.Watch(session, row.Id);
            await foreach (var update in SamplesAsync(lease.Feed, row.Name, cancellationToken))
            {
                yield return update;
            }

            await Task.Delay(Second, time, cancellationToken);
        }
    }

    /// <summary>Compact rows of the containers whose ids the browser names last; empty until it names some.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StatsSample>> RowsAsync(
        Caller caller, int endpointId, IAsyncEnumerable<string[]> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Target.Visible, Operation.ReadContainerStats, cancellationToken);
        using var leases = new StatsLeases(feeds);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var choice = new WantedRows();
        var listening = choice.ListenAsync(wanted, leaving.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var (session, _) = await TryOpenAsync(caller, endpointId, null, cancellationToken);
                var running = Running(session).Where(row => choice.Ids.Contains(row.Id)).ToArray();
                if (session is not null)
                {
                    leases.Want(session, [.. running.Select(row => row.Id)]);
                }

                yield return Samples(leases, running);
                await choice.ChangedAsync(Second, time, cancellationToken);
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await listening;
        }
    }

    /// <summary><c>docker stats</c>: all running containers the caller may see, and the reason when there is nothing.</summary>
    public async IAsyncEnumerable<EngineStatsUpdate> EngineAsync(Caller caller, int endpointId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leases = new StatsLeases(feeds);
        await gate.OpenAsync(caller, endpointId, Target.Visible, Operation.ReadContainerStats, cancellationToken);
        while (true)
        {
            var (session, problem) = await TryOpenAsync(caller, endpointId, null, cancellationToken);
            var running = Running(session).ToArray();
            if (session is not null)
            {
                leases.Want(session, [.. running.Select(row => row.Id)]);
            }

            yield return new(running.Length, Samples(leases, running), problem);
            await Task.Delay(Second, time, cancellationToken);
        }
    }

    /// <summary><c>docker top</c>, again and again.</summary>
    public async IAsyncEnumerable<ProcessUpdate> ProcessesAsync(
        Caller caller, int endpointId, string container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, container, Operation.ListContainerProcesses, cancellationToken);
        while (true)
        {
            yield return await ProcessListAsync(caller, endpointId, container, cancellationToken);
            await Task.Delay(BetweenProcessLists, time, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<StatsUpdate> SamplesAsync(StatsFeed feed, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var changes = new ChangeWatch(feed.Changes.ReadAsync(TimeSpan.Zero, cancellationToken));
        if (feed.Latest is { } newest)
        {
            yield return new(newest, null);
        }

        while (!feed.HasEnded && await changes.NextAsync(cancellationToken))
        {
            yield return new(feed.Latest, feed.Latest is null && !feed.HasEnded ? $"{name} is not running, so there is nothing to measure." : null);
        }
    }

    private async Task<ProcessUpdate> ProcessListAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        try
        {
            var session = await gate.OpenAsync(caller, endpointId, container, Operation.ListContainerProcesses, cancellationToken);
            if (session.Endpoint.FindContainer(container) is { IsRunning: false })
            {
                return NoProcesses with { Problem = "The container is not running, so there are no processes." };
            }

            var list = await session.Client.Containers.ListProcessesAsync(container, new(), cancellationToken);
            return new(list.Titles, list.Processes, null);
        }
        catch (Exception failure) when (failure is DockerApiException or DockerConnectionException)
        {
            return NoProcesses with { Problem = failure.Message };
        }
    }

    /// <summary>An engine that is away is a state to wait out, not the end of the stream; a lost right is the end.</summary>
    private async Task<(EngineSession? Session, string? Problem)> TryOpenAsync(Caller caller, int endpointId, string? container, CancellationToken cancellationToken)
    {
        try
        {
            return (container is null
                ? await gate.OpenAsync(caller, endpointId, Target.Visible, Operation.ReadContainerStats, cancellationToken)
                : await gate.OpenAsync(caller, endpointId, container, Operation.ReadContainerStats, cancellationToken), null);
        }
        catch (DockerConnectionException away)
        {
            return (null, away.Message);
        }
    }

    private static IEnumerable<ContainerRow> Running(EngineSession? session) => session?.Endpoint.Containers.Where(row => row.IsRunning) ?? [];

    private static List<StatsSample> Samples(StatsLeases leases, IEnumerable<ContainerRow> rows)
    {
        var samples = new List<StatsSample>();
        foreach (var row in rows)
        {
            if (leases.Latest(row.Id) is { } sample)
            {
                // The engine repeats the name a container had when the stream began; the picture knows the present one.
                samples.Add(sample.Name == row.Name ? sample : sample with { Name = row.Name });
            }
        }

        return samples;
    }
}
