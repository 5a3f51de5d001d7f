namespace Portainer.Fleet;

/// <summary>The clockwork of an <see cref="EndpointWatch"/>.</summary>
internal sealed record WatchTimings
{
    /// <summary>How long a burst of container events is gathered before one filtered list call answers for all of them.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// What was read after an event is read once more this much later: engines announce some changes before they show in the list
    /// ("die" comes before the container's network and mounts are put away, which takes as long as it takes).
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>The same for what only feeds counters: images, volumes, networks, Swarm totals, engine facts.</summary>
    public TimeSpan GatherSlowly { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A frozen engine keeps its event stream open and silent, so a ping goes out this often.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A ping that takes longer than this means the engine is down.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Everything is read again this often, whatever the events said.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A Swarm manager without quorum answers /info after 20 seconds: wait a little longer than that.</summary>
    public TimeSpan FactsTimeout { get; init; } = TimeSpan.FromSeconds(25);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LastRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Doubles from <see cref="FirstRetry"/> to <see cref="LastRetry"/>, spread by a fifth so that a fleet does not retry in step.</summary>
    public TimeSpan RetryAfter(int attempts)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(attempts - 1, 16));
        var capped = doubled < LastRetry ? doubled : LastRetry;
        return capped * (0.9 + (0.2 * Random.Shared.NextDouble()));
    }
}
