namespace Portainer.Engine;

/// <summary><c>docker service ps</c>, over all services.</summary>
public sealed class TasksListParameters
{
    public Filters? Filters { get; set; }
}

public sealed class TaskResponse
{
    public string ID { get; set; } = "";

    public ObjectVersion Version { get; set; } = new();

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public TaskSpec Spec { get; set; } = new();

    public string ServiceID { get; set; } = "";

    /// <summary>0 for tasks of a global service.</summary>
    public long Slot { get; set; }

    public string NodeID { get; set; } = "";

    public SwarmTaskStatus Status { get; set; } = new();

    public string DesiredState { get; set; } = "";
}

public sealed class SwarmTaskStatus
{
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>new, pending, assigned, accepted, preparing, starting, running, complete, failed, shutdown, rejected, orphaned or remove.</summary>
    public string State { get; set; } = "";

    public string Message { get; set; } = "";

    public string Err { get; set; } = "";

    public TaskContainerStatus? ContainerStatus { get; set; }
}

public sealed class TaskContainerStatus
{
    public string ContainerID { get; set; } = "";

    public int PID { get; set; }

    public int ExitCode { get; set; }
}
