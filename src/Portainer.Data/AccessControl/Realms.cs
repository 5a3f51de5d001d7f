using System.Globalization;

namespace Portainer.Data.AccessControl;

/// <summary>
/// Whose objects a <see cref="ResourceControl"/> speaks of: those of one endpoint (<c>e7</c>), or of a Swarm cluster that
/// several endpoints are managers of (<c>c</c> and the cluster's id), so that an object has one owner whichever way it is reached.
/// </summary>
public static class Realms
{
    public static string OfEndpoint(int endpointId) => string.Create(CultureInfo.InvariantCulture, $"e{endpointId}");

    public static string OfCluster(string clusterId) => $"c{clusterId}";
}
