namespace Portainer.Engine;

public sealed class CreateContainerResponse
{
    public string ID { get; set; } = "";

    public IList<string> Warnings { get; set; } = [];
}

public sealed class ContainerUpdateResponse
{
    public IList<string> Warnings { get; set; } = [];
}

/// <summary><c>docker top</c>: a row of <see cref="Processes"/> has a cell per title.</summary>
public sealed class ContainerProcessesResponse
{
    public IList<string> Titles { get; set; } = [];

    public IList<IList<string>> Processes { get; set; } = [];
}

/// <summary>A line of <c>docker diff</c>.</summary>
public sealed class ContainerFileSystemChangeResponse
{
    public string Path { get; set; } = "";

    public FileSystemChangeKind Kind { get; set; }
}

public enum FileSystemChangeKind
{
    Modify = 0,
    Add = 1,
    Delete = 2,
}

public sealed class ContainerWaitResponse
{
    /// <summary>Exit code of the container.</summary>
    public long StatusCode { get; set; }

    public WaitExitError? Error { get; set; }
}

public sealed class WaitExitError
{
    public string Message { get; set; } = "";
}

/// <summary>What <c>docker wait</c> waits for.</summary>
public enum ContainerWaitCondition
{
    NotRunning,
    NextExit,
    Removed,
}
