namespace Portainer.Engine;

/// <summary><c>docker node ls</c>.</summary>
public sealed class NodesListParameters
{
    public Filters? Filters { get; set; }
}

public sealed class NodeListResponse
{
    public string ID { get; set; } = "";

    public ObjectVersion Version { get; set; } = new();

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public NodeSpec Spec { get; set; } = new();

    public NodeDescription Description { get; set; } = new();

    public NodeStatus Status { get; set; } = new();

    /// <summary>Null for workers.</summary>
    public ManagerStatus? ManagerStatus { get; set; }
}

public sealed class NodeSpec
{
    public string Name { get; set; } = "";

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>worker or manager.</summary>
    public string Role { get; set; } = "";

    /// <summary>active, pause or drain.</summary>
    public string Availability { get; set; } = "";
}

public sealed class NodeDescription
{
    public string Hostname { get; set; } = "";

    public NodePlatform Platform { get; set; } = new();

    public NodeResources Resources { get; set; } = new();

    public EngineDescription Engine { get; set; } = new();
}

public sealed class NodePlatform
{
    public string Architecture { get; set; } = "";

    public string OS { get; set; } = "";
}

public sealed class NodeResources
{
    /// <summary>CPUs times 10^9.</summary>
    public long NanoCPUs { get; set; }

    public long MemoryBytes { get; set; }
}

public sealed class EngineDescription
{
    public string EngineVersion { get; set; } = "";

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}

public sealed class NodeStatus
{
    /// <summary>unknown, down, ready or disconnected.</summary>
    public string State { get; set; } = "";

    public string Message { get; set; } = "";

    public string Addr { get; set; } = "";
}

public sealed class ManagerStatus
{
    public bool Leader { get; set; }

    /// <summary>unknown, unreachable or reachable.</summary>
    public string Reachability { get; set; } = "";

    public string Addr { get; set; } = "";
}
