namespace Portainer.Engine;

/// <summary><c>docker service ls</c>.</summary>
public sealed class ServicesListParameters
{
    public Filters? Filters { get; set; }

    /// <summary>Fill <see cref="SwarmService.ServiceStatus"/> (API 1.41).</summary>
    public bool Status { get; set; }
}

public sealed class SwarmService
{
    public string ID { get; set; } = "";

    public ObjectVersion Version { get; set; } = new();

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public ServiceSpec Spec { get; set; } = new();

    public ServiceEndpoint Endpoint { get; set; } = new();

    public UpdateStatus? UpdateStatus { get; set; }

    public ServiceStatus? ServiceStatus { get; set; }
}

public sealed class ServiceSpec
{
    public string Name { get; set; } = "";

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public TaskSpec TaskTemplate { get; set; } = new();

    public ServiceMode Mode { get; set; } = new();

    public EndpointSpec? EndpointSpec { get; set; }
}

/// <summary>Exactly one is set.</summary>
public sealed class ServiceMode
{
    public ReplicatedMode? Replicated { get; set; }

    public EmptyStruct? Global { get; set; }

    public ReplicatedJobMode? ReplicatedJob { get; set; }

    public EmptyStruct? GlobalJob { get; set; }
}

public sealed class ReplicatedMode
{
    public ulong? Replicas { get; set; }
}

public sealed class ReplicatedJobMode
{
    public ulong? MaxConcurrent { get; set; }

    public ulong? TotalCompletions { get; set; }
}

public sealed class ServiceEndpoint
{
    public IList<PortConfig> Ports { get; set; } = [];
}

public sealed class EndpointSpec
{
    /// <summary>vip or dnsrr.</summary>
    public string Mode { get; set; } = "";

    public IList<PortConfig> Ports { get; set; } = [];
}

public sealed class PortConfig
{
    public string Name { get; set; } = "";

    public string Protocol { get; set; } = "";

    public uint TargetPort { get; set; }

    public uint PublishedPort { get; set; }

    /// <summary>ingress or host.</summary>
    public string PublishMode { get; set; } = "";
}

public sealed class UpdateStatus
{
    /// <summary>updating, paused, completed, rollback_started, rollback_paused or rollback_completed.</summary>
    public string State { get; set; } = "";

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string Message { get; set; } = "";
}

public sealed class ServiceStatus
{
    public ulong RunningTasks { get; set; }

    public ulong DesiredTasks { get; set; }

    public ulong CompletedTasks { get; set; }
}

public sealed class TaskSpec
{
    public ContainerSpec? ContainerSpec { get; set; }

    public ulong ForceUpdate { get; set; }

    public string Runtime { get; set; } = "";
}

public sealed class ContainerSpec
{
    /// <summary>With its digest when the manager could resolve one.</summary>
    public string Image { get; set; } = "";

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public IList<string> Command { get; set; } = [];

    public IList<string> Args { get; set; } = [];

    public bool TTY { get; set; }
}
