namespace Portainer.Engine;

public sealed class ContainerState
{
    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public string Status { get; set; } = "";

    public bool Running { get; set; }

    public bool Paused { get; set; }

    public bool Restarting { get; set; }

    public bool OOMKilled { get; set; }

    public bool Dead { get; set; }

    public int Pid { get; set; }

    public long ExitCode { get; set; }

    public string Error { get; set; } = "";

    /// <summary>Null when it never started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Null when it never finished.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Null when the container has no health check.</summary>
    public Health? Health { get; set; }
}

public sealed class Health
{
    /// <summary>none, starting, healthy or unhealthy.</summary>
    public string Status { get; set; } = "";

    public int FailingStreak { get; set; }

    /// <summary>The last five probes, oldest first.</summary>
    public IList<HealthcheckResult> Log { get; set; } = [];
}

public sealed class HealthcheckResult
{
    public DateTimeOffset? Start { get; set; }

    public DateTimeOffset? End { get; set; }

    /// <summary>0 healthy, 1 unhealthy, other: the probe itself failed.</summary>
    public int ExitCode { get; set; }

    public string Output { get; set; } = "";
}
