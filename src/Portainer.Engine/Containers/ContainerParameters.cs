namespace Portainer.Engine;

/// <summary><c>docker ps</c>: by default the running ones only.</summary>
public sealed class ContainersListParameters
{
    public bool All { get; set; }

    public int? Limit { get; set; }

    /// <summary>Ask for sizes: makes the engine walk every container's files.</summary>
    public bool Size { get; set; }

    public Filters? Filters { get; set; }
}

public sealed class ContainerStopParameters
{
    /// <summary>Null: the container's own stop timeout (10 s by default).</summary>
    public uint? WaitBeforeKillSeconds { get; set; }

    /// <summary>Signal instead of the container's own (API 1.42).</summary>
    public string? Signal { get; set; }
}

public sealed class ContainerRestartParameters
{
    /// <summary>Null: the container's own stop timeout (10 s by default).</summary>
    public uint? WaitBeforeKillSeconds { get; set; }
}

public sealed class ContainerKillParameters
{
    /// <summary>Name or number; null is SIGKILL.</summary>
    public string? Signal { get; set; }
}

public sealed class ContainerRenameParameters
{
    public string NewName { get; set; } = "";
}

public sealed class ContainerRemoveParameters
{
    /// <summary>Kill it first when it runs.</summary>
    public bool Force { get; set; }

    /// <summary>Remove its anonymous volumes too.</summary>
    public bool RemoveVolumes { get; set; }

    public bool RemoveLinks { get; set; }
}

public sealed class ContainerListProcessesParameters
{
    /// <summary>Arguments of ps; null is the engine's "-ef".</summary>
    public string? PsArgs { get; set; }
}

public sealed class ContainerResizeParameters
{
    /// <summary>Rows.</summary>
    public int Height { get; set; }

    /// <summary>Columns.</summary>
    public int Width { get; set; }
}

public sealed class ContainerStatsParameters
{
    /// <summary>True: a sample a second until cancelled; false: one.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>With <see cref="Stream"/> off: do not wait a second for the previous sample, so no CPU percentage (API 1.41).</summary>
    public bool OneShot { get; set; }
}

public sealed class ContainerLogsParameters
{
    public bool ShowStdout { get; set; } = true;

    public bool ShowStderr { get; set; } = true;

    /// <summary>RFC 3339, or Unix seconds with a fraction (see <see cref="EngineTimestamp"/>).</summary>
    public string? Since { get; set; }

    public string? Until { get; set; }

    public bool Timestamps { get; set; }

    public bool Follow { get; set; }

    /// <summary>A number of lines, or null or "all".</summary>
    public string? Tail { get; set; }
}

public sealed class ContainerAttachParameters
{
    public bool Stream { get; set; } = true;

    public bool Stdin { get; set; }

    public bool Stdout { get; set; }

    public bool Stderr { get; set; }

    /// <summary>Replay what was logged so far first.</summary>
    public bool Logs { get; set; }

    public string? DetachKeys { get; set; }
}

/// <summary><c>docker update</c>: limits at 0 or null stay as they are.</summary>
public sealed class ContainerUpdateParameters : ResourceLimits
{
    public RestartPolicy? RestartPolicy { get; set; }
}

/// <summary><c>docker create</c>: the config itself plus host and network parts.</summary>
public sealed class CreateContainerParameters : ContainerConfig
{
    /// <summary>Null: the engine makes one up.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Name { get; set; }

    /// <summary>os/arch of the image (API 1.41).</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Platform { get; set; }

    public HostConfig? HostConfig { get; set; }

    public NetworkingConfig? NetworkingConfig { get; set; }
}

public sealed class NetworkingConfig
{
    /// <summary>By network name; engines before API 1.44 take one.</summary>
    public IDictionary<string, EndpointSettings>? EndpointsConfig { get; set; }
}
