using Portainer.Engine;
using Portainer.Ui;

namespace Portainer.Networks;

/// <summary>One address pool being typed: IPv4 or IPv6, as the subnet says.</summary>
public sealed class PoolDraft
{
    public string Subnet { get; set; } = "";

    public string Gateway { get; set; } = "";

    public string Range { get; set; } = "";

    /// <summary>Addresses the engine must not hand out, each with the name of what has it.</summary>
    public List<PairRow> Excluded { get; } = [];

    internal bool IsBlank => Subnet.Trim().Length + Gateway.Trim().Length + Range.Trim().Length == 0 && Excluded.All(row => row.IsBlank);

    internal IPAMConfig ToConfig() => new()
    {
        Subnet = Or(Subnet),
        Gateway = Or(Gateway),
        IPRange = Or(Range),
        AuxiliaryAddresses = PairRow.ToDictionary(Excluded)?.ToDictionary(pair => pair.Key, pair => pair.Value.Trim(), StringComparer.Ordinal),
    };

    /// <summary>What is wrong, by field: subnet, gateway, range, excluded.</summary>
    internal IEnumerable<(string Field, string Sentence)> Faults()
    {
        if (IsBlank)
        {
            yield break;
        }

        if (!IpRange.TryParse(Subnet, out var subnet))
        {
            yield return ("subnet", Subnet.Trim().Length == 0 ? "Give the subnet these addresses are of." : "Write it as an address and a prefix length, such as 172.28.0.0/16 or fd00:28::/64.");
            yield break;
        }

        var typed = Subnet.Trim();
        if (IpRange.TryAddress(typed[..typed.IndexOf('/', StringComparison.Ordinal)], out var address) && $"{address}/{subnet.Prefix}" != subnet.ToString())
        {
            yield return ("subnet", $"Bits behind the prefix are set; the subnet that contains this address is {subnet}.");
        }

        if (Gateway.Trim().Length > 0 && (!IpRange.TryAddress(Gateway, out var gateway) || !subnet.Contains(gateway)))
        {
            yield return ("gateway", $"The gateway is an address inside {subnet}.");
        }

        if (Range.Trim().Length > 0 && (!IpRange.TryParse(Range, out var range) || !subnet.Contains(range)))
        {
            yield return ("range", $"The range is a smaller block inside {subnet}, such as a /{subnet.Prefix + 1}.");
        }

        if (FaultOfExcluded(subnet) is { } fault)
        {
            yield return ("excluded", fault);
        }
    }

    private string? FaultOfExcluded(IpRange subnet)
    {
        if (PairRow.Fault(Excluded) is { } fault)
        {
            return fault;
        }

        var outside = Excluded.FirstOrDefault(row => !row.IsBlank && (!IpRange.TryAddress(row.Value, out var address) || !subnet.Contains(address)));
        return outside is null ? null : $"{outside.Name}: “{outside.Value}” is no address inside {subnet}.";
    }

    private static string? Or(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
