using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>A port of a container: published on the host when <see cref="HostPort"/> is set, otherwise only exposed by the image (S3).</summary>
public sealed record PublishedPort(string HostAddress, int? HostPort, int ContainerPort, string Protocol)
{
    public bool IsPublished => HostPort is not null;

    /// <summary>As <c>docker ps</c> writes it, without the any-address: "8080→80/tcp", "127.0.0.1:53→53/udp", "80/tcp".</summary>
    public string Text =>
        HostPort is null ? $"{ContainerPort}/{Protocol}"
        : IsAnyAddress ? $"{HostPort}→{ContainerPort}/{Protocol}"
        : $"{HostAddress}:{HostPort}→{ContainerPort}/{Protocol}";

    public bool IsAnyAddress => HostAddress is "" or "0.0.0.0" or "::";

    /// <summary>
    /// Where a browser finds it (R82): the port's own address if it is bound to one, else the endpoint's public address, else
    /// <paramref name="fallbackHost"/>, the host of the engine's URL or of this console. Null for what no browser opens (UDP, not published).
    /// </summary>
    public string? Link(string publicAddress, string fallbackHost)
    {
        if (HostPort is null || Protocol != "tcp")
        {
            return null;
        }

        var isLoopback = HostAddress.StartsWith("127.", StringComparison.Ordinal) || HostAddress == "::1";
        var host = !IsAnyAddress && !isLoopback ? HostAddress
            : publicAddress.Length > 0 ? publicAddress
            : fallbackHost;
        var scheme = ContainerPort is 443 or 8443 or 9443 ? "https" : "http";
        return $"{scheme}://{(host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host)}:{HostPort}";
    }

    /// <summary>The engine lists IPv4 and IPv6 any-address publications apart; people think of them as one.</summary>
    public static IReadOnlyList<PublishedPort> From(IEnumerable<Port>? ports) =>
    [
        .. (ports ?? [])
            .Select(port => new PublishedPort(
                port.PublicPort == 0 ? "" : port.IP ?? "", port.PublicPort == 0 ? null : port.PublicPort, port.PrivatePort, port.Type ?? "tcp"))
            .DistinctBy(port => (port.IsAnyAddress ? "" : port.HostAddress, port.HostPort, port.ContainerPort, port.Protocol))
            .OrderBy(port => !port.IsPublished).ThenBy(port => port.HostPort).ThenBy(port => port.ContainerPort),
    ];
}
