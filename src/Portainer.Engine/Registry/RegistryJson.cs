using System.Text.Json;

namespace Portainer.Engine;

/// <summary>Reads manifests and configs by hand: what is missing or of another type is nothing, because anybody may have pushed them.</summary>
internal static class RegistryJson
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static RegistryManifest Manifest(string repository, string digest, string? mediaType, ReadOnlyMemory<byte> raw)
    {
        using var document = Parse(raw);
        var root = document.RootElement;
        var artifact = Text(root, "artifactType");
        return new()
        {
            Repository = repository,
            Digest = digest,
            MediaType = Text(root, "mediaType") is { Length: > 0 } own ? own : mediaType ?? "",
            Raw = raw,
            Config = Member(root, "config") is { } config ? Descriptor(config) : null,
            Layers = [.. Items(root, "layers").Select(Descriptor)],
            Manifests = [.. Items(root, "manifests").Select(Descriptor)],
            ArtifactType = artifact.Length > 0 ? artifact : null,
            Annotations = Pairs(root, "annotations"),
        };
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static RegistryImageConfig Config(ReadOnlyMemory<byte> raw)
    {
        using var document = Parse(raw);
        var root = document.RootElement;
        var run = Member(root, "config") ?? default;
        return new()
        {
            Created = Moment(root, "created"),
            Author = Text(root, "author"),
            Platform = PlatformOf(root),
            Labels = Pairs(run, "Labels"),
            Env = Texts(run, "Env"),
            Entrypoint = Texts(run, "Entrypoint"),
            Cmd = Texts(run, "Cmd"),
            User = Text(run, "User"),
            WorkingDir = Text(run, "WorkingDir"),
            ExposedPorts = Names(run, "ExposedPorts"),
            Volumes = Names(run, "Volumes"),
            History = [.. Items(root, "history").Select(line =>
                new RegistryHistoryLine(Moment(line, "created"), Text(line, "created_by"), Text(line, "comment"), Member(line, "empty_layer")?.ValueKind == JsonValueKind.True))],
            Raw = raw,
        };
    }

    /// <summary>The names in a list such as <c>{"tags": [...]}</c>; null after the last one was deleted.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static IReadOnlyList<string> Names(byte[] body, string list)
    {
        using var document = Parse(body);
        return Texts(document.RootElement, list);
    }

    /// <summary>What a registry says for itself about a refusal; empty when it says nothing we can read.</summary>
    public static (string Code, string Message) Error(byte[] body)
    {
        try
        {
            using var document = Parse(body);
            var first = Items(document.RootElement, "errors").FirstOrDefault();
            return (Text(first, "code"), Text(first, "message"));
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new JsonException("Not an object.");
    }

    private static RegistryDescriptor Descriptor(JsonElement element) =>
        new(Text(element, "mediaType"), Text(element, "digest"), Member(element, "size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : 0)
        {
            Platform = Member(element, "platform") is { ValueKind: JsonValueKind.Object } platform ? PlatformOf(platform) : null,
            Annotations = Pairs(element, "annotations"),
        };

    private static string PlatformOf(JsonElement element) =>
        string.Join('/', new[] { Text(element, "os"), Text(element, "architecture"), Text(element, "variant") }.Where(part => part.Length > 0));

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static string[] Texts(JsonElement element, string name) =>
        [.. Items(element, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    private static string[] Names(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Object } set ? [.. set.EnumerateObject().Select(member => member.Name)] : [];

    private static Dictionary<string, string> Pairs(JsonElement element, string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Member(element, name) is { ValueKind: JsonValueKind.Object } set)
        {
            foreach (var member in set.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
            {
                pairs[member.Name] = member.Value.GetString()!;
            }
        }

        return pairs;
    }

    // Reproducible builds write year 1 or 1970; both say "unknown".
    private static DateTimeOffset? Moment(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment) && moment.ToUnixTimeSeconds() > 0
            ? moment
            : null;
}
