namespace Portainer.Engine;

/// <summary>How a container is connected. The address at the top is the default bridge's and gone in newer engines: read <see cref="Networks"/>.</summary>
public sealed class NetworkSettings
{
    public string Bridge { get; set; } = "";

    public string SandboxID { get; set; } = "";

    public string SandboxKey { get; set; } = "";

    /// <summary>By container port ("80/tcp"); null for exposed but not published.</summary>
    public IDictionary<string, IList<PortBinding>?> Ports { get; set; } = new Dictionary<string, IList<PortBinding>?>();

    public string IPAddress { get; set; } = "";

    public string Gateway { get; set; } = "";

    public string MacAddress { get; set; } = "";

    /// <summary>By network name.</summary>
    public IDictionary<string, EndpointSettings> Networks { get; set; } = new Dictionary<string, EndpointSettings>();
}

public sealed class EndpointSettings
{
    public EndpointIPAMConfig? IPAMConfig { get; set; }

    public IList<string>? Links { get; set; }

    public IList<string>? Aliases { get; set; }

    public IDictionary<string, string>? DriverOpts { get; set; }

    public string NetworkID { get; set; } = "";

    public string EndpointID { get; set; } = "";

    public string Gateway { get; set; } = "";

    public string IPAddress { get; set; } = "";

    public int IPPrefixLen { get; set; }

    public string IPv6Gateway { get; set; } = "";

    public string GlobalIPv6Address { get; set; } = "";

    public int GlobalIPv6PrefixLen { get; set; }

    public string MacAddress { get; set; } = "";

    public IList<string>? DNSNames { get; set; }

    public long GwPriority { get; set; }
}

public sealed class EndpointIPAMConfig
{
    public string? IPv4Address { get; set; }

    public string? IPv6Address { get; set; }

    public IList<string>? LinkLocalIPs { get; set; }
}
