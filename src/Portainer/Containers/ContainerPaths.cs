using Portainer.Fleet;

namespace Portainer.Containers;

internal static class ContainerPaths
{
    public static string Of(int endpointId, string container) => ObjectPath.Container(endpointId, container);

    /// <param name="page">"logs".</param>
    public static string Below(int endpointId, string container, string page) => ObjectPath.Container(endpointId, container, page);
}
