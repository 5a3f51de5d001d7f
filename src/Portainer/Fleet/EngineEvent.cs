using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>One event of an engine as a list shows it (<c>docker events</c>).</summary>
public sealed record EngineEvent
{
    /// <summary>Unique in its log; rises with time.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>container, image, network, volume, daemon, service, node, secret, config...</summary>
    public required string Type { get; init; }

    /// <summary>"start", "health_status: healthy"...</summary>
    public required string Action { get; init; }

    /// <summary>Id of the object; for volumes and images its name.</summary>
    public required string ActorId { get; init; }

    /// <summary>Name of the object, else its id.</summary>
    public required string Name { get; init; }

    /// <summary>What the engine says besides: exit code, signal, image, the container of a network. Labels are left out but for those that hide.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The action without what follows its colon: "health_status".</summary>
    public string Verb => Action.Split(':')[0];

    public static EngineEvent From(Message message, long number, IReadOnlySet<string> keptLabels) => new()
    {
        Number = number,
        At = message.At,
        Type = message.Type,
        Action = message.Action,
        ActorId = message.Actor.ID,
        Name = message.Actor.Attributes.TryGetValue("name", out var name) && name.Length > 0 ? name : message.Actor.ID,
        // Engines mix the object's labels into the attributes; theirs have no dot, nearly all labels do.
        Attributes = message.Actor.Attributes
            .Where(pair => pair.Key != "name" && (!pair.Key.Contains('.', StringComparison.Ordinal) || keptLabels.Contains(pair.Key)))
            .ToDictionary(pair => pair.Key, pair => pair.Value),
    };
}
