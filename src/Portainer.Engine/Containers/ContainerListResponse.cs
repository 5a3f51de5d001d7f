namespace Portainer.Engine;

/// <summary>A row of <c>docker ps</c>; only what lists need.</summary>
public sealed class ContainerListResponse
{
    public string ID { get; set; } = "";

    /// <summary>With the leading slash the engine sends; links add further names ("/web/db").</summary>
    public IList<string> Names { get; set; } = [];

    public string Image { get; set; } = "";

    public string ImageID { get; set; } = "";

    public string Command { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public IList<Port> Ports { get; set; } = [];

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public string State { get; set; } = "";

    /// <summary>The engine's sentence: "Up 5 minutes (healthy)".</summary>
    public string Status { get; set; } = "";

    /// <summary>Bytes; only when asked for with <see cref="ContainersListParameters.Size"/>.</summary>
    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }

    public ContainerListHostConfig? HostConfig { get; set; }

    public SummaryNetworkSettings? NetworkSettings { get; set; }

    public IList<MountPoint> Mounts { get; set; } = [];
}

public sealed class ContainerListHostConfig
{
    public string NetworkMode { get; set; } = "";
}

/// <summary>The networks of a list row, by network name.</summary>
public sealed class SummaryNetworkSettings
{
    public IDictionary<string, SummaryEndpoint> Networks { get; set; } = new Dictionary<string, SummaryEndpoint>();
}

public sealed class SummaryEndpoint
{
    public string NetworkID { get; set; } = "";

    public string IPAddress { get; set; } = "";

    public string GlobalIPv6Address { get; set; } = "";
}

/// <summary>An exposed port, published when <see cref="PublicPort"/> is not 0.</summary>
public sealed class Port
{
    public string IP { get; set; } = "";

    public ushort PrivatePort { get; set; }

    public ushort PublicPort { get; set; }

    /// <summary>tcp, udp or sctp.</summary>
    public string Type { get; set; } = "";
}
