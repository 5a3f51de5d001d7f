using Portainer.Containers.Details;
using Portainer.Engine;

namespace Portainer.Networks;

/// <summary>What one would type to get the same.</summary>
internal static class NetworkCommand
{
    /// <summary><c>docker network create</c> with everything that is not the engine's default.</summary>
    public static string Create(NetworksCreateParameters network)
    {
        List<string> words = ["docker", "network", "create"];
        Add(words, "--driver", network.Driver is "bridge" ? null : network.Driver);
        Add(words, "--scope", network.Scope);
        Add(words, "--config-from", network.ConfigFrom?.Network);
        AddSwitch(words, "--config-only", network.ConfigOnly);
        AddSwitch(words, "--internal", network.Internal);
        AddSwitch(words, "--attachable", network.Attachable);
        AddSwitch(words, "--ingress", network.Ingress);
        AddSwitch(words, "--ipv6", network.EnableIPv6 == true);
        Add(words, "--ipam-driver", network.IPAM?.Driver is "default" ? null : network.IPAM?.Driver);
        foreach (var pool in network.IPAM?.Config ?? [])
        {
            Add(words, "--subnet", pool.Subnet);
            Add(words, "--gateway", pool.Gateway);
            Add(words, "--ip-range", pool.IPRange);
            AddPairs(words, "--aux-address", pool.AuxiliaryAddresses);
        }

        AddPairs(words, "--opt", network.Options);
        AddPairs(words, "--label", network.Labels);
        words.Add(network.Name.Length > 0 ? network.Name : "NAME");
        return CommandLine.Join(words)!;
    }

    /// <summary><c>docker network connect</c>.</summary>
    public static string Connect(string network, NetworkConnectParameters connection)
    {
        List<string> words = ["docker", "network", "connect"];
        Add(words, "--ip", connection.EndpointConfig?.IPAMConfig?.IPv4Address);
        Add(words, "--ip6", connection.EndpointConfig?.IPAMConfig?.IPv6Address);
        foreach (var alias in connection.EndpointConfig?.Aliases ?? [])
        {
            Add(words, "--alias", alias);
        }

        words.AddRange([network, connection.Container.Length > 0 ? connection.Container : "CONTAINER"]);
        return CommandLine.Join(words)!;
    }

    private static void Add(List<string> words, string flag, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            words.AddRange([flag, value]);
        }
    }

    private static void AddSwitch(List<string> words, string flag, bool on)
    {
        if (on)
        {
            words.Add(flag);
        }
    }

    private static void AddPairs(List<string> words, string flag, IDictionary<string, string>? pairs)
    {
        foreach (var (name, value) in pairs ?? new Dictionary<string, string>())
        {
            words.AddRange([flag, value.Length > 0 ? $"{name}={value}" : name]);
        }
    }
}
