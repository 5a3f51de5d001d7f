using System.Globalization;

namespace Portainer.Engine;

internal enum EngineAddressKind
{
    UnixSocket,
    NamedPipe,
    Tcp,
}

/// <summary>An endpoint's address, taken apart.</summary>
internal sealed record EngineAddress(EngineAddressKind Kind, string Host, int Port, string Path, string Display)
{
    public const int PlainPort = 2375;
    public const int TlsPort = 2376;

    /// <summary>The authority for the Host header; sockets have none, so they get a name that says where it came from.</summary>
    public string Authority => Kind == EngineAddressKind.Tcp
        ? (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host) + ":" + Port.ToString(CultureInfo.InvariantCulture)
        : "docker";

    /// <exception cref="ArgumentException">The text is no address; the message shows the forms that are.</exception>
    public static EngineAddress Parse(string endpoint, bool tls)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var text = endpoint.Trim();
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = mark < 0 ? "tcp" : text[..mark].ToLowerInvariant();
        var rest = mark < 0 ? text : text[(mark + 3)..];
        return scheme switch
        {
            "unix" when rest.StartsWith('/') => new(EngineAddressKind.UnixSocket, "", 0, rest, "unix://" + rest),
            "npipe" when PipeName(rest) is { Length: > 0 } pipe => new(EngineAddressKind.NamedPipe, ".", 0, pipe, "npipe://./pipe/" + pipe),
            "tcp" or "http" or "https" => ParseTcp(endpoint, rest.TrimEnd('/'), tls || scheme == "https"),
            _ => throw Unreadable(endpoint),
        };
    }

    private static EngineAddress ParseTcp(string endpoint, string authority, bool tls)
    {
        if (authority.Length == 0 || !Uri.TryCreate("tcp://" + authority, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.PathAndQuery is not ("" or "/") || uri.UserInfo.Length > 0)
        {
            throw Unreadable(endpoint);
        }

        var port = uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort;
        return new(EngineAddressKind.Tcp, uri.DnsSafeHost, port, "", string.Create(CultureInfo.InvariantCulture, $"tcp://{uri.Host}:{port}"));
    }

    private static string? PipeName(string rest)
    {
        var path = rest.Replace('\\', '/').TrimStart('/');
        return path.StartsWith("./pipe/", StringComparison.OrdinalIgnoreCase) ? path[7..] : null;
    }

    private static ArgumentException Unreadable(string endpoint) => new(
        $"\"{endpoint}\" is not the address of an engine. Write unix:///var/run/docker.sock, tcp://host:2376, host:2376 or npipe://./pipe/docker_engine.",
        nameof(endpoint));
}
