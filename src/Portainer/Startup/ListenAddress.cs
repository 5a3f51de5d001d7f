using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Portainer.Startup;

/// <summary>Where to listen. A null <paramref name="Address"/> means every address, IPv6 included.</summary>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Reads <c>:9000</c>, <c>9000</c>, <c>127.0.0.1:9000</c>, <c>[::1]:9000</c> and <c>localhost:9000</c>.</summary>
    /// <exception cref="StartException">It is none of these.</exception>
    public static ListenAddress Parse(string flag, string text)
    {
        var split = text.LastIndexOf(':');
        var host = split < 0 ? "" : text[..split];
        if (!int.TryParse(text.AsSpan(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            throw Invalid(flag, text);
        }

        if (host is "" or "*")
        {
            return new(null, port);
        }

        if (host == "localhost")
        {
            return new(IPAddress.Loopback, port);
        }

        // Only the bracketed form of IPv6 leaves no doubt which colon begins the port.
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        return IPAddress.TryParse(host, out var address) && (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6) == bracketed
            ? new(address, port)
            : throw Invalid(flag, text);
    }

    public void Open(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        if (Address is null)
        {
            kestrel.ListenAnyIP(Port, configure);
            return;
        }

        kestrel.Listen(Address, Port, configure);
    }

    public override string ToString() => Address is null ? $":{Port}" : new IPEndPoint(Address, Port).ToString();

    private static StartException Invalid(string flag, string text) => new(
        $"--{flag} cannot be “{text}”: write :9000, 9000, 127.0.0.1:9000, 0.0.0.0:9000 or [::1]:9000.", StartException.WrongUsage);
}
