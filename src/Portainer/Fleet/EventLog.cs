using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>
/// The newest events of one endpoint, oldest first. An engine keeps 256 and forgets them when it restarts; this keeps
/// <see cref="Capacity"/> for as long as the console runs, each once, however often the engine replays them.
/// </summary>
internal sealed class EventLog(IReadOnlySet<string> keptLabels)
{
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<(long, string, string, string)> _known = [];
    private readonly Queue<((long, string, string, string) Key, EngineEvent Event)> _events = new();
    private long _number;
    private IReadOnlyList<EngineEvent>? _snapshot;

    /// <summary>The same list until something is added.</summary>
    public IReadOnlyList<EngineEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return _snapshot ??= [.. _events.Select(entry => entry.Event)];
            }
        }
    }

    /// <summary>False when it was known already, or is about one of our helper containers.</summary>
    public bool Add(Message message)
    {
        var key = (message.TimeNano, message.Type, message.Action, message.Actor.ID);
        if (message.Actor.Attributes.ContainsKey(HelperLabel.Purpose))
        {
            return false;
        }

        lock (_gate)
        {
            if (!_known.Add(key))
            {
                return false;
            }

            _events.Enqueue((key, EngineEvent.From(message, ++_number, keptLabels)));
            if (_events.Count > Capacity)
            {
                _known.Remove(_events.Dequeue().Key);
            }

            _snapshot = null;
            return true;
        }
    }
}
