using System.Text.Json;

namespace Portainer.Engine;

/// <summary>A call to the engine before a version is put in front of it.</summary>
/// <param name="Operation">For messages, a verb phrase: "start container web".</param>
internal sealed record EngineRequest(HttpMethod Method, string Path, string Operation)
{
    public Query? Query { get; init; }

    /// <summary>JSON to send.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A tar to send instead.</summary>
    public Archive? Archive { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What the connection becomes after the head, of calls that take it over.</summary>
    public string Upgrade { get; init; } = "tcp";

    /// <summary>The answer goes on for as long as there is something to say.</summary>
    public bool IsStream { get; init; }

    /// <summary>How long the engine may think before it answers; null is the client's request timeout.</summary>
    public TimeSpan? Patience { get; init; }

    public static EngineRequest Get(string path, string operation, Query? query = null) => new(HttpMethod.Get, path, operation) { Query = query };

    public static EngineRequest Post(string path, string operation, Query? query = null) => new(HttpMethod.Post, path, operation) { Query = query };

    public EngineRequest With<T>(T body) => this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, EngineJson.Of<T>()) };

    public EngineRequest With(Stream tar) => this with { Archive = new(tar) };

    public string Target(Version? version) => (version is null ? "" : $"/v{version.ToString(2)}") + Path + Query;

    /// <summary>An id or name as a path segment.</summary>
    public static string Segment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        // A dot segment would be resolved away and address something else.
        return id is "." or ".." ? throw new ArgumentException($"\"{id}\" is not a name or id.", nameof(id)) : Uri.EscapeDataString(id);
    }

    /// <summary>An image's name or id within a path; its slashes, port and digest stay readable, as the docker client sends them.</summary>
    public static string Image(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return string.Join('/', name.Split('/').Select(Segment)).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);
    }
}
