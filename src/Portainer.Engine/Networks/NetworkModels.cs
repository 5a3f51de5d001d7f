namespace Portainer.Engine;

/// <summary><c>docker network ls</c>.</summary>
public sealed class NetworksListParameters
{
    public Filters? Filters { get; set; }
}

public sealed class NetworkResponse
{
    public string Name { get; set; } = "";

    public string ID { get; set; } = "";

    public DateTimeOffset? Created { get; set; }

    /// <summary>local, global or swarm.</summary>
    public string Scope { get; set; } = "";

    public string Driver { get; set; } = "";

    /// <summary>Null where the engine does not say (before API 1.47): yes.</summary>
    public bool? EnableIPv4 { get; set; }

    public bool EnableIPv6 { get; set; }

    public IPAM IPAM { get; set; } = new();

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public ConfigReference ConfigFrom { get; set; } = new();

    public bool ConfigOnly { get; set; }

    /// <summary>By container id; only in inspect.</summary>
    public IDictionary<string, EndpointResource> Containers { get; set; } = new Dictionary<string, EndpointResource>();

    public IDictionary<string, string> Options { get; set; } = new Dictionary<string, string>();

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}

public sealed class IPAM
{
    public string Driver { get; set; } = "";

    public IDictionary<string, string> Options { get; set; } = new Dictionary<string, string>();

    public IList<IPAMConfig> Config { get; set; } = [];
}

public sealed class IPAMConfig
{
    public string? Subnet { get; set; }

    public string? IPRange { get; set; }

    public string? Gateway { get; set; }

    public IDictionary<string, string>? AuxiliaryAddresses { get; set; }
}

public sealed class ConfigReference
{
    public string Network { get; set; } = "";
}

public sealed class EndpointResource
{
    public string Name { get; set; } = "";

    public string EndpointID { get; set; } = "";

    public string MacAddress { get; set; } = "";

    /// <summary>With its prefix length.</summary>
    public string IPv4Address { get; set; } = "";

    public string IPv6Address { get; set; } = "";
}
