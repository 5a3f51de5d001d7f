using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>
/// The newest events of one endpoint, oldest first. An engine keeps 256 and forgets them when it restarts; this keeps
/// <see cref="Capacity"/> for as long as the console runs, each once, however often the engine replays them.
/// </summary>
internal sealed class EventLog(IReadOnlySet<string> keptLabels)
{
    public const int Capacity = 1000;

    /// <summary>Helper containers whose mounts and networks may still be told; each lives for minutes.</summary>
    private const int HelpersKnown = 200;

    private readonly Lock _gate = new();
    private readonly Queue<string> _helpers = new();
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

    /// <summary>False when it was known already, or is about one of our helper containers, its mounts and its networks.</summary>
    public bool Add(Message message)
    {
        var key = (message.TimeNano, message.Type, message.Action, message.Actor.ID);
        lock (_gate)
        {
            if (message.Actor.Attributes.ContainsKey(HelperLabel.Purpose))
            {
                Learn(message.Actor.ID);
                return false;
            }

            if (IsOfHelper(message.Actor.Attributes) || !_known.Add(key))
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

    // Mounts and networks carry no label, only the container's id. A replay may begin in the middle of a helper's life, hence the look back.
    private void Learn(string helper)
    {
        if (_helpers.Contains(helper))
        {
            return;
        }

        _helpers.Enqueue(helper);
        if (_helpers.Count > HelpersKnown)
        {
            _helpers.Dequeue();
        }

        var own = _events.Where(entry => IsOfHelper(entry.Event.Attributes)).ToArray();
        if (own.Length > 0)
        {
            _known.ExceptWith(own.Select(entry => entry.Key));
            var kept = _events.Except(own).ToArray();
            _events.Clear();
            foreach (var entry in kept)
            {
                _events.Enqueue(entry);
            }

            _snapshot = null;
        }
    }

    private bool IsOfHelper(IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.Any(pair => pair.Key == "container" && _helpers.Contains(pair.Value));
}
