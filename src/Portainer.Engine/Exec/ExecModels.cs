namespace Portainer.Engine;

/// <summary><c>docker exec</c>.</summary>
public sealed class ContainerExecCreateParameters
{
    public IList<string> Cmd { get; set; } = [];

    /// <summary>user, user:group, uid or uid:gid; null is the container's own.</summary>
    public string? User { get; set; }

    public string? WorkingDir { get; set; }

    /// <summary>NAME=value each.</summary>
    public IList<string>? Env { get; set; }

    public bool Tty { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    public bool Privileged { get; set; }

    public string? DetachKeys { get; set; }
}

public sealed class ContainerExecCreateResponse
{
    public string ID { get; set; } = "";
}

internal sealed class ExecStart
{
    public bool Detach { get; set; }

    public bool Tty { get; set; }
}

public sealed class ContainerExecInspectResponse
{
    public string ID { get; set; } = "";

    public bool Running { get; set; }

    /// <summary>Null while it runs.</summary>
    public long? ExitCode { get; set; }

    public ExecProcessConfig ProcessConfig { get; set; } = new();

    public bool OpenStdin { get; set; }

    public bool OpenStdout { get; set; }

    public bool OpenStderr { get; set; }

    public bool CanRemove { get; set; }

    public string ContainerID { get; set; } = "";

    /// <summary>On the engine's host; 0 before it started.</summary>
    public int Pid { get; set; }
}

public sealed class ExecProcessConfig
{
    public bool Privileged { get; set; }

    public string User { get; set; } = "";

    public bool Tty { get; set; }

    public string Entrypoint { get; set; } = "";

    public IList<string> Arguments { get; set; } = [];
}
