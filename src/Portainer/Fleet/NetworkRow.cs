using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>One network as a list shows it (<c>docker network ls</c>).</summary>
public sealed record NetworkRow
{
    private static readonly string[] Predefined = ["bridge", "host", "none", "ingress", "docker_gwbridge", "nat", "podman"];

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Driver { get; init; }

    /// <summary>local, global or swarm.</summary>
    public required string Scope { get; init; }

    /// <summary>CIDR, IPv4 and IPv6.</summary>
    public NameList Subnets { get; init; } = NameList.Empty;

    public NameList Gateways { get; init; } = NameList.Empty;

    /// <summary>No way to the outside.</summary>
    public bool IsInternal { get; init; }

    public bool IsAttachable { get; init; }

    public bool IsIngress { get; init; }

    public bool IsIPv6 { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>Compose project or Swarm stack, from the labels; null for neither.</summary>
    public string? Stack { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>A container is configured with it, whoever may see that container.</summary>
    public bool InUse { get; init; }

    /// <summary>Names of the containers configured with it (running or not), as far as the caller may see them.</summary>
    public NameList UsedBy { get; init; } = NameList.Empty;

    /// <summary>Made by the engine itself; it refuses to remove these.</summary>
    public bool IsPredefined => IsIngress || Predefined.Contains(Name);

    public static NetworkRow From(NetworkResponse network) => new()
    {
        Id = network.ID,
        Name = network.Name,
        Driver = network.Driver,
        Scope = network.Scope,
        Subnets = new([.. network.IPAM.Config.Select(config => config.Subnet).Where(subnet => !string.IsNullOrEmpty(subnet)).OfType<string>()]),
        Gateways = new([.. network.IPAM.Config.Select(config => config.Gateway).Where(gateway => !string.IsNullOrEmpty(gateway)).OfType<string>()]),
        IsInternal = network.Internal,
        IsAttachable = network.Attachable,
        IsIngress = network.Ingress,
        IsIPv6 = network.EnableIPv6,
        Created = network.Created,
        Stack = ContainerText.Stack(network.Labels),
        Labels = network.Labels.AsReadOnly(),
    };
}
