using System.Globalization;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>
/// One connection to an engine, for as long as it holds: its events, each answered by one coalesced re-read; a heartbeat that notices
/// engines that fall silent; a slow reconcile that mends what events cannot tell.
/// </summary>
internal sealed class EngineConnection(DockerClient client, PictureReader reader, RefreshQueue queue, LivePicture picture, EventLog log, WatchSurroundings around)
{
    private readonly WatchTimings _timings = around.Timings;
    private readonly TimeProvider _time = around.Time;

    /// <summary>Ends when the engine ends its event stream; anything else that ends the connection is thrown.</summary>
    /// <param name="since">The engine's clock when the containers were read: events are wanted from then on.</param>
    public async Task FollowAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        queue.Add(SlowParts.All);
        Task[] work =
        [
            ReadEventsAsync(since, session.Token),
            RefreshContainersAsync(session.Token),
            RefreshPartsAsync(session.Token),
            BeatAsync(session.Token),
            ReconcileAsync(session.Token),
        ];
        var first = await Task.WhenAny(work);
        await session.CancelAsync();
        await Task.WhenAll(work).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await first;
    }

    /// <summary>Ends when the engine ends the stream.</summary>
    private async Task ReadEventsAsync(DateTimeOffset? connected, CancellationToken cancellationToken)
    {
        // The engine replays what it still has of the last day: for the log, and so that nothing falls between the full read and this stream.
        var parameters = new ContainerEventsParameters
        {
            Since = connected?.AddDays(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            Filters = new() { { "event", RefreshQueue.Actions }, { "event", RefreshQueue.ActionsOfNoConsequence } },
        };
        await foreach (var message in client.System.MonitorEventsAsync(parameters, cancellationToken))
        {
            var isNew = log.Add(message);
            // The engine's clock, one second back: what is older was in the full read.
            if (connected is null || message.At >= connected.Value.AddSeconds(-1))
            {
                queue.Add(message);
            }

            if (isNew)
            {
                picture.Changes.Notify();
            }
        }
    }

    /// <summary>The only writer of the container list, so that an older read never overwrites a newer one.</summary>
    private async Task RefreshContainersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await queue.WaitForContainersAsync(cancellationToken);
            await Task.Delay(_timings.Gather, _time, cancellationToken);
            var ids = queue.TakeContainers();
            if (ids is { Count: 0 })
            {
                continue;
            }

            var isFull = PictureReader.WantsFullList(ids);
            var containers = isFull
                ? await reader.ContainersAsync(cancellationToken)
                : await reader.ContainersAsync(picture.Now.Containers, ids!, cancellationToken);
            picture.Update(now => now with { Containers = containers, AsOf = _time.GetUtcNow() });
            queue.ReadAgain(ids, _timings.Settle, _time, cancellationToken);
            if (isFull)
            {
                // A full list of 1,000 costs the engine 58 ms of a core: a storm of events must not become a storm of lists.
                await Task.Delay(_timings.GatherSlowly / 2, _time, cancellationToken);
            }
        }
    }

    private async Task RefreshPartsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await queue.WaitForPartsAsync(cancellationToken);
            var parts = queue.TakeParts();
            var read = await reader.PartsAsync(picture.Now, parts, cancellationToken);
            picture.Update(now => now with
            {
                Facts = read.Facts,
                Images = read.Images,
                Networks = read.Networks,
                Volumes = read.Volumes,
                Swarm = read.Swarm,
                AsOf = _time.GetUtcNow(),
            });
            await Task.Delay(_timings.GatherSlowly, _time, cancellationToken);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_timings.Heartbeat, _time, cancellationToken);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(_timings.HeartbeatTimeout);
            try
            {
                await client.System.PingAsync(limited.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DockerConnectionException(
                    ConnectionFailure.TimedOut,
                    $"{picture.Now.Endpoint.Name} stopped answering: a ping got no reply within {_timings.HeartbeatTimeout.TotalSeconds:0} s. Check the host and its Docker daemon.");
            }

            picture.Confirm();
        }
    }

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_timings.Reconcile, _time, cancellationToken);
            queue.AddAllContainers();
            queue.Add(SlowParts.All);
        }
    }
}
