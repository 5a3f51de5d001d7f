namespace Portainer.Engine;

/// <summary><c>docker network create</c>; null is the engine's default.</summary>
public sealed class NetworksCreateParameters
{
    public string Name { get; set; } = "";

    /// <summary>Engines before API 1.44 would make a second network of the same name.</summary>
    public bool CheckDuplicate { get; } = true;

    /// <summary>bridge, overlay, macvlan, ipvlan or a plugin's.</summary>
    public string? Driver { get; set; }

    /// <summary>local, global or swarm.</summary>
    public string? Scope { get; set; }

    /// <summary>API 1.48.</summary>
    public bool? EnableIPv4 { get; set; }

    public bool? EnableIPv6 { get; set; }

    public IPAM? IPAM { get; set; }

    /// <summary>No way out.</summary>
    public bool Internal { get; set; }

    /// <summary>Containers that are no tasks may join an overlay.</summary>
    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    /// <summary>Only a configuration that others are made from.</summary>
    public bool ConfigOnly { get; set; }

    public ConfigReference? ConfigFrom { get; set; }

    public IDictionary<string, string>? Options { get; set; }

    public IDictionary<string, string>? Labels { get; set; }
}

public sealed class NetworksCreateResponse
{
    public string ID { get; set; } = "";

    public string Warning { get; set; } = "";
}

/// <summary><c>docker network connect</c>.</summary>
public sealed class NetworkConnectParameters
{
    public string Container { get; set; } = "";

    /// <summary>Aliases, fixed addresses, links.</summary>
    public EndpointSettings? EndpointConfig { get; set; }
}

/// <summary><c>docker network disconnect</c>.</summary>
public sealed class NetworkDisconnectParameters
{
    public string Container { get; set; } = "";

    /// <summary>Also what is no longer there.</summary>
    public bool Force { get; set; }
}

public sealed class NetworksPruneResponse
{
    /// <summary>Names.</summary>
    public IList<string> NetworksDeleted { get; set; } = [];
}
