using System.Net;
using System.Net.NetworkInformation;

namespace Portainer.Containers.Create;

/// <summary>Addresses, names and combinations the engine would refuse.</summary>
internal static class NetworkFaults
{
    private const string Field = nameof(ContainerDraft.Networks);

    public static IEnumerable<DraftFault> Of(ContainerDraft draft, IReadOnlyList<KnownNetwork>? networks)
    {
        var mode = draft.Networks.FirstOrDefault()?.Name.Trim() ?? "";
        if (draft.Networks.Count > 1 && (mode is "host" or "none" || IsShared(mode)))
        {
            yield return new(Field, $"A container whose network is {mode} cannot be on others.");
        }

        if (IsShared(mode) && (draft.Hostname.Length > 0 || draft.Ports.Count > 0 || draft.PublishAll || draft.Dns.Count > 0 || draft.ExtraHosts.Count > 0))
        {
            yield return new(Field, "A container that shares another's network has its host name, ports, DNS and hosts entries from there. Take them out here.");
        }

        foreach (var row in draft.Networks.Where(row => row.Name.Trim().Length > 0 || !NetworkRows.IsBare(row)))
        {
            var known = networks?.FirstOrDefault(network => network.Name == row.Name.Trim());
            foreach (var sentence in Row(row, known, isMissing: networks is not null && known is null))
            {
                yield return new(Field, sentence);
            }
        }

        foreach (var server in draft.Dns.Where(server => server.Trim().Length > 0 && !IPAddress.TryParse(server.Trim(), out _)))
        {
            yield return new(nameof(draft.Dns), $"“{server}” is not the address of a DNS server.");
        }

        foreach (var host in draft.ExtraHosts.Where(host => host.Trim().Length > 0 && !IsHostEntry(host.Trim())))
        {
            yield return new(nameof(draft.ExtraHosts), $"“{host}” must be a name and an address, such as db:10.0.0.5.");
        }
    }

    private static IEnumerable<string> Row(JoinedNetwork row, KnownNetwork? known, bool isMissing)
    {
        if (isMissing && !IsPredefined(row.Name.Trim()))
        {
            yield return $"There is no network {row.Name.Trim()} on this endpoint.";
        }

        foreach (var address in new[] { row.IPv4, row.IPv6 }.Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (AddressFault(row, address, known) is { } sentence)
            {
                yield return sentence;
            }
        }

        if (row.Mac.Trim().Length > 0 && !PhysicalAddress.TryParse(row.Mac.Trim().Replace(':', '-'), out _))
        {
            yield return $"“{row.Mac}” is not a MAC address such as 02:42:ac:11:00:02.";
        }
    }

    private static string? AddressFault(JoinedNetwork row, string text, KnownNetwork? known)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != (text == row.IPv6.Trim() ? System.Net.Sockets.AddressFamily.InterNetworkV6 : System.Net.Sockets.AddressFamily.InterNetwork))
        {
            return $"“{text}” is not an {(text == row.IPv6.Trim() ? "IPv6" : "IPv4")} address.";
        }

        if (row.Name.Trim() is "" or "default" or "bridge" or "host" or "none")
        {
            return "Addresses can be chosen on networks of your own only, not on the default ones.";
        }

        var isOutside = known is { Subnets.Count: > 0 } && !known.Subnets.Any(subnet => Contains(subnet, address));
        return isOutside ? $"{text} is not in {known!.Name} ({string.Join(", ", known.Subnets)})." : null;
    }

    private static bool Contains(string subnet, IPAddress address) => IPNetwork.TryParse(subnet, out var network) && network.Contains(address);

    private static bool IsPredefined(string name) => name is "" or "default" or "bridge" or "host" or "none" or "podman" or "nat" or "slirp4netns" or "pasta" or "private" || IsShared(name);

    private static bool IsShared(string name) => name.StartsWith("container:", StringComparison.Ordinal);

    private static bool IsHostEntry(string entry)
    {
        var split = entry.IndexOf(':', StringComparison.Ordinal);
        var address = split < 0 ? "" : entry[(split + 1)..].Trim('[', ']');
        return split > 0 && (address == "host-gateway" || IPAddress.TryParse(address, out _));
    }
}
