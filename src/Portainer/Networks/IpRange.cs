using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Portainer.Networks;

/// <summary>An address block in CIDR notation.</summary>
internal readonly record struct IpRange(BigInteger First, BigInteger Last, AddressFamily Family, int Prefix)
{
    public bool IsIPv6 => Family == AddressFamily.InterNetworkV6;

    public bool Contains(IPAddress address) => address.AddressFamily == Family && Number(address) is var number && number >= First && number <= Last;

    public bool Contains(IpRange other) => other.Family == Family && other.First >= First && other.Last <= Last;

    public bool Overlaps(IpRange other) => other.Family == Family && First <= other.Last && other.First <= Last;

    public override string ToString() => $"{Address(First, IsIPv6)}/{Prefix}";

    /// <summary>Reads "10.1.0.0/16"; bits behind the prefix are cut off, compare <see cref="ToString"/> to find them.</summary>
    public static bool TryParse(string text, out IpRange range)
    {
        range = default;
        var parts = text.Trim().Split('/');
        if (parts.Length != 2 || !TryAddress(parts[0], out var address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        if (prefix > bits)
        {
            return false;
        }

        var size = BigInteger.One << (bits - prefix);
        var first = Number(address) / size * size;
        range = new(first, first + size - 1, address.AddressFamily, prefix);
        return true;
    }

    /// <summary>An address in full: "10.1" is none, though .NET and inet_aton take it for one.</summary>
    public static bool TryAddress(string text, out IPAddress address)
    {
        var trimmed = text.Trim();
        return IPAddress.TryParse(trimmed, out address!)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !trimmed.Contains('[') : trimmed.Count(character => character == '.') == 3);
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static IPAddress Address(BigInteger number, bool isIPv6)
    {
        var bytes = new byte[isIPv6 ? 16 : 4];
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, bytes.Length - written.Length);
        return new(bytes);
    }
}
