using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Streaming.Stats;

/// <summary>
/// Every stats stream that is open towards an engine. All viewers of a container share one; the last to leave closes it, so
/// that nothing is measured that nobody looks at (R34).
/// </summary>
internal sealed class StatsFeeds(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(int EndpointId, string ContainerId), Shared> _feeds = [];

    /// <summary>Engine streams open now.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>A share in the container's feed, opened if there is none; dispose it to leave.</summary>
    /// <param name="session">From the gate, opened to read statistics.</param>
    /// <param name="containerId">The full id.</param>
    public StatsLease Watch(EngineSession session, string containerId)
    {
        var key = (session.Endpoint.Id, containerId);
        lock (_lock)
        {
            // A feed that ended, or whose client was replaced with the endpoint's address, serves those who have it; newcomers get a new one.
            if (!_feeds.TryGetValue(key, out var shared) || shared.Feed.HasEnded || shared.Client != session.Client)
            {
                shared = new(new(containerId, session.Client, time), session.Client);
                _feeds[key] = shared;
                _ = shared.Feed.RunAsync();
            }

            shared.Viewers++;
            return new(shared.Feed, () => Leave(key, shared));
        }
    }

    private void Leave((int EndpointId, string ContainerId) key, Shared shared)
    {
        lock (_lock)
        {
            if (--shared.Viewers > 0)
            {
                return;
            }

            if (_feeds.TryGetValue(key, out var current) && current == shared)
            {
                _feeds.Remove(key);
            }
        }

        shared.Feed.Dispose();
    }

    private sealed class Shared(StatsFeed feed, DockerClient client)
    {
        public StatsFeed Feed { get; } = feed;

        public DockerClient Client { get; } = client;

        public int Viewers { get; set; }
    }
}

/// <summary>One viewer's share in a <see cref="StatsFeed"/>.</summary>
internal sealed class StatsLease(StatsFeed feed, Action leave) : IDisposable
{
    private int _left;

    public StatsFeed Feed { get; } = feed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            leave();
        }
    }
}
