using System.Threading.Channels;

namespace Portainer.Testing;

public sealed record FakeEvent(string Type, string Action, string ActorId, IReadOnlyDictionary<string, string> Attributes, DateTimeOffset Time);

/// <summary>The event stream of a <see cref="FakeEngine"/>, with the history that "since" replays.</summary>
public sealed class FakeEvents(TimeProvider clock)
{
    /// <summary>What an engine remembers.</summary>
    private const int HistoryLength = 256;

    private readonly Lock _lock = new();
    private readonly Queue<FakeEvent> _history = new();
    private readonly HashSet<Channel<FakeEvent>> _followers = [];

    /// <summary>How many read the stream now.</summary>
    public int Followers
    {
        get
        {
            lock (_lock)
            {
                return _followers.Count;
            }
        }
    }

    public void Publish(string type, string action, string actorId, IReadOnlyDictionary<string, string> attributes)
    {
        lock (_lock)
        {
            var happened = new FakeEvent(type, action, actorId, attributes, clock.GetUtcNow());
            _history.Enqueue(happened);
            if (_history.Count > HistoryLength)
            {
                _history.Dequeue();
            }

            foreach (var follower in _followers)
            {
                follower.Writer.TryWrite(happened);
            }
        }
    }

    internal Channel<FakeEvent> Follow(DateTimeOffset? since)
    {
        var channel = Channel.CreateUnbounded<FakeEvent>();
        lock (_lock)
        {
            foreach (var happened in since is null ? [] : _history.Where(happened => happened.Time >= since))
            {
                channel.Writer.TryWrite(happened);
            }

            _followers.Add(channel);
        }

        return channel;
    }

    internal void Leave(Channel<FakeEvent> follower)
    {
        lock (_lock)
        {
            _followers.Remove(follower);
        }
    }
}
