using System.Text.Json.Nodes;

namespace Portainer.Gateway;

/// <summary>Log drivers run as the engine: one that is given a socket or a certificate's path reads and writes the host's.</summary>
internal static class LogRules
{
    public static bool IsForeignDriver(JsonNode driver) => Value.Text(driver) is not ("" or "json-file" or "local" or "journald" or "none" or "k8s-file" or "passthrough");

    public static bool NamesHostPath(JsonNode options) =>
        options is JsonObject map && map.Any(option =>
            Value.Text(option.Value) is var text && (text.StartsWith('/') || text.Contains("unix", StringComparison.OrdinalIgnoreCase) || option.Key == "path"));
}
