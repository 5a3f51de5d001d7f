using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>What of a network reaches the host's own.</summary>
internal static class NetworkRules
{
    private const string BridgeName = "com.docker.network.bridge.name";

    private static readonly SecurityRule[] Create =
    [
        new("Driver", IsForeignDriver, security => security.AllowHostNetwork, "connect the network to the host's cable or to a plugin"),
        new("Options", TakesABridge, security => security.AllowHostNetwork, "take over a bridge of the host"),
        new("Ingress", Value.IsTrue, _ => false, "make the routing mesh of the Swarm"),
        new("IPAM.Driver", IsForeignAddressing, security => security.AllowHostNetwork, "have addresses given out by a plugin"),
    ];

    /// <summary>What is wrong with POST /networks/create, as a sentence; null: nothing.</summary>
    public static string? OfCreate(JsonObject body, EndpointSecurity security) => SecurityRule.First(Create, body, security);

    /// <summary>The networks that a new container is connected to besides its NetworkMode.</summary>
    public static string? OfEndpoints(JsonObject body, EndpointSecurity security) =>
        !security.AllowHostNetwork && (body["NetworkingConfig"]?["EndpointsConfig"] as JsonObject)?.Any(network => IsHost(network.Key)) == true
            ? OfHost
            : null;

    public static bool IsHost(string network) => network.Equals("host", StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal to whom the host's network is not allowed.</summary>
    public static string OfHost =>
        "The container would be in the host's network, and on this endpoint only administrators may do that. Choose another network, or ask an administrator to allow it in the endpoint's security settings.";

    private static bool IsForeignDriver(JsonNode driver) => Value.Text(driver) is not ("" or "default" or "bridge" or "overlay");

    private static bool IsForeignAddressing(JsonNode driver) => Value.Text(driver) is not ("" or "default");

    private static bool TakesABridge(JsonNode options) =>
        options is JsonObject map && map.Any(option => option.Key.Equals(BridgeName, StringComparison.OrdinalIgnoreCase) || option.Key.Equals("parent", StringComparison.OrdinalIgnoreCase));
}
