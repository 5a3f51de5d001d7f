using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portainer.Engine;

namespace Portainer.Tests.Containers.Create;

/// <summary>An engine's inspect body as lines that two containers can be compared by: ids, names and times are made the same.</summary>
internal static partial class InspectText
{
    public static async Task<string> OfAsync(DockerClient engine, string id)
    {
        var body = JsonNode.Parse(await engine.Containers.InspectContainerRawAsync(id))!;
        var name = body["Name"]!.GetValue<string>();
        var full = body["Id"]!.GetValue<string>();
        var lines = new List<string>();
        Flatten("", body, lines);
        var text = string.Join('\n', lines.Order(StringComparer.Ordinal))
            .Replace(full, "ID", StringComparison.Ordinal)
            .Replace(full[..12], "SHORT", StringComparison.Ordinal)
            .Replace(name, "NAME", StringComparison.Ordinal)
            .Replace(name.TrimStart('/'), "NAME", StringComparison.Ordinal);
        return Date().Replace(LongHash().Replace(text, "HASH"), "DATE");
    }

    // Empty and absent are the same to an engine, and so they are here.
    private static void Flatten(string path, JsonNode? node, List<string> lines)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map.Where(entry => entry.Key is not ("GraphDriver" or "ConsoleSize")))
                {
                    Flatten($"{path}.{key}", value, lines);
                }

                lines.AddRange(map.Count == 0 && Kept().IsMatch(path) ? [path] : []);
                break;
            case JsonArray list:
                var inner = list.Select(item => LongHash().Replace(item?.ToJsonString(Plain) ?? "null", "HASH"));
                lines.AddRange(list.Count == 0 ? [] : [$"{path} = {string.Join(" | ", Unordered.Any(path.EndsWith) ? inner.Order(StringComparer.Ordinal) : inner)}"]);
                break;
            case JsonValue scalar when scalar.ToJsonString() is not ("\"\"" or "0" or "false"):
                lines.Add($"{path} = {scalar.ToJsonString(Plain)}");
                break;
        }
    }

    // The docker client shuffles these itself.
    private static readonly string[] Unordered = [".Env", ".Mounts", ".Binds"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)")]
    private static partial Regex Date();

    [GeneratedRegex("(?<!sha256:)\\b[0-9a-f]{64}\\b")]
    private static partial Regex LongHash();

    // Members of a set: their presence is what they say.
    [GeneratedRegex("(ExposedPorts|Volumes)\\.")]
    private static partial Regex Kept();
}
