namespace Portainer.Engine;

/// <summary>All the engine knows about one container (<c>docker inspect</c>).</summary>
public sealed class ContainerInspectResponse
{
    public string ID { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public string Path { get; set; } = "";

    public IList<string> Args { get; set; } = [];

    public ContainerState State { get; set; } = new();

    /// <summary>The image's id; the name it was started by is <see cref="ContainerConfig.Image"/>.</summary>
    public string Image { get; set; } = "";

    public string ResolvConfPath { get; set; } = "";

    public string HostnamePath { get; set; } = "";

    public string HostsPath { get; set; } = "";

    public string LogPath { get; set; } = "";

    /// <summary>With the leading slash.</summary>
    public string Name { get; set; } = "";

    public int RestartCount { get; set; }

    public string Driver { get; set; } = "";

    public string Platform { get; set; } = "";

    public string MountLabel { get; set; } = "";

    public string ProcessLabel { get; set; } = "";

    public string AppArmorProfile { get; set; } = "";

    public IList<string> ExecIDs { get; set; } = [];

    public HostConfig HostConfig { get; set; } = new();

    public GraphDriver GraphDriver { get; set; } = new();

    /// <summary>Bytes; only when asked for.</summary>
    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }

    public IList<MountPoint> Mounts { get; set; } = [];

    public ContainerConfig Config { get; set; } = new();

    public NetworkSettings NetworkSettings { get; set; } = new();
}

/// <summary>Where the layers of a container or image live.</summary>
public sealed class GraphDriver
{
    public string Name { get; set; } = "";

    public IDictionary<string, string> Data { get; set; } = new Dictionary<string, string>();
}

/// <summary>A mount as it is in a running container.</summary>
public sealed class MountPoint
{
    /// <summary>bind, volume, tmpfs, npipe, cluster or image.</summary>
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    public string Source { get; set; } = "";

    public string Destination { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Mode { get; set; } = "";

    public bool RW { get; set; }

    public string Propagation { get; set; } = "";
}
