using Portainer.Access;

namespace Portainer.Streaming.Stats;

/// <summary>One viewer's shares in many feeds, kept in step with the containers it wants.</summary>
internal sealed class StatsLeases(StatsFeeds feeds) : IDisposable
{
    private readonly Dictionary<string, StatsLease> _leases = [];

    /// <summary>Joins and leaves feeds until exactly <paramref name="containerIds"/> are watched; ended feeds are opened anew.</summary>
    public void Want(EngineSession session, IReadOnlyCollection<string> containerIds)
    {
        foreach (var (id, lease) in _leases.Where(pair => pair.Value.Feed.HasEnded || !containerIds.Contains(pair.Key)).ToArray())
        {
            _leases.Remove(id);
            lease.Dispose();
        }

        foreach (var id in containerIds.Where(id => !_leases.ContainsKey(id)))
        {
            _leases[id] = feeds.Watch(session, id);
        }
    }

    public StatsSample? Latest(string containerId) => _leases.TryGetValue(containerId, out var lease) ? lease.Feed.Latest : null;

    public void Dispose()
    {
        foreach (var lease in _leases.Values)
        {
            lease.Dispose();
        }

        _leases.Clear();
    }
}
