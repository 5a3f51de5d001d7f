using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Networks;

/// <summary>A container in a network, with its addresses while it runs.</summary>
/// <param name="Container">Its row; null for what the engine put there itself (a Swarm's load balancer) or for an end that was left behind.</param>
internal sealed record NetworkMember(string Key, string Name, ContainerRow? Container, string IPv4, string IPv6, string Mac)
{
    /// <summary>
    /// Who is in a network as the caller may see it: those inspect names with their addresses, then those that are configured with it and
    /// do not run. Inspect lists containers hidden from the caller too; only a container has an id for a key, so these are left out.
    /// </summary>
    public static IReadOnlyList<NetworkMember> Of(NetworkResponse network, EndpointView view)
    {
        var running = from pair in network.Containers
                      let row = view.FindContainer(pair.Key)
                      where row is not null || IsOfTheEngine(pair.Key)
                      select new NetworkMember(pair.Key, row?.Name ?? pair.Value.Name, row, pair.Value.IPv4Address, pair.Value.IPv6Address, pair.Value.MacAddress);
        var stopped = from row in view.Containers
                      where row.Networks.Contains(network.Name) && !network.Containers.ContainsKey(row.Id)
                      select new NetworkMember(row.Id, row.Name, row, "", "", "");
        return [.. running.Concat(stopped).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsOfTheEngine(string key) => key.StartsWith("lb-", StringComparison.Ordinal) || key.StartsWith("ep-", StringComparison.Ordinal);
}
