namespace Portainer.Containers;

internal static class ContainerPaths
{
    public static string Of(int endpointId, string container) => $"endpoints/{endpointId}/containers/{Uri.EscapeDataString(container)}";
}
