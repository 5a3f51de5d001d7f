using Microsoft.Extensions.Primitives;

namespace Portainer.Gateway;

/// <summary>Which headers cross the gateway. To the engine only those it has a use for: never our cookies and keys.</summary>
internal static class PassedHeaders
{
    private const string SessionPrefix = "X-Docker-Expose-Session-";

    private static readonly string[] ToEngine = ["Accept", "User-Agent", "X-Registry-Auth", "X-Registry-Config"];

    private static readonly string[] Handshake = ["Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"];

    // About one connection only; ours says its own.
    private static readonly HashSet<string> Hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Date", "Set-Cookie",
        "Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods",
    };

    public static List<(string Name, string Value)> Of(HttpRequest request) =>
    [
        .. request.Headers.Where(header => ToEngine.Contains(header.Key, StringComparer.OrdinalIgnoreCase) || header.Key.StartsWith(SessionPrefix, StringComparison.OrdinalIgnoreCase))
            .SelectMany(Lines),
    ];

    /// <summary>The same and what asks for the connection itself.</summary>
    public static List<(string Name, string Value)> OfUpgrade(HttpRequest request)
    {
        var headers = Of(request);
        headers.AddRange(request.Headers.Where(header => Handshake.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).SelectMany(Lines));
        if (UpgradeOf(request) is { } protocol)
        {
            headers.Add(("Connection", "Upgrade"));
            headers.Add(("Upgrade", protocol));
        }

        return headers;
    }

    /// <summary>What the client wants to speak on the connection; null: it does not ask for it.</summary>
    public static string? UpgradeOf(HttpRequest request) =>
        request.Headers.Connection.ToString().Contains("upgrade", StringComparison.OrdinalIgnoreCase) && request.Headers.Upgrade.ToString() is { Length: > 0 } protocol
            ? protocol
            : null;

    public static bool ComesBack(string name) => !Hop.Contains(name);

    private static IEnumerable<(string Name, string Value)> Lines(KeyValuePair<string, StringValues> header) =>
        header.Value.OfType<string>().Select(value => (header.Key, value));
}
