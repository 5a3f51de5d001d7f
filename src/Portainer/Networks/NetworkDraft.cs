using System.Text.RegularExpressions;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Networks;

/// <summary>A network being typed: a name alone is enough (R46).</summary>
public sealed partial class NetworkDraft
{
    private static readonly string[] Taken = ["bridge", "host", "none", "default", "container"];

    public string Name { get; set; } = "";

    public string Driver { get; set; } = "bridge";

    public List<PoolDraft> Pools { get; } = [];

    /// <summary>Values of <see cref="NetworkOption"/>s by key; "" is the engine's default.</summary>
    public Dictionary<string, string> Known { get; } = [];

    public List<PairRow> Options { get; } = [];

    public List<PairRow> Labels { get; } = [];

    public string IpamDriver { get; set; } = "";

    public bool IsInternal { get; set; }

    public bool IsAttachable { get; set; }

    public bool IsIPv6 { get; set; }

    public bool IsIngress { get; set; }

    public bool IsEncrypted { get; set; }

    public bool IsConfigOnly { get; set; }

    /// <summary>Name of a config-only network; empty for none.</summary>
    public string ConfigFrom { get; set; } = "";

    public bool IsSwarmScope { get; set; }

    internal bool HasConfigFrom => ConfigFrom.Length > 0 && !IsConfigOnly;

    internal NetworksCreateParameters ToParameters()
    {
        var pools = HasConfigFrom ? [] : Pools.Where(pool => !pool.IsBlank).ToArray();
        return new()
        {
            Name = Name.Trim(),
            // A configuration has no driver: the networks made from it do.
            Driver = IsConfigOnly ? null : Driver,
            Scope = HasConfigFrom && IsSwarmScope ? "swarm" : null,
            Internal = IsInternal && !IsConfigOnly,
            Attachable = IsAttachable && !IsConfigOnly,
            Ingress = IsIngress && Driver == "overlay" && !IsConfigOnly,
            ConfigOnly = IsConfigOnly,
            ConfigFrom = HasConfigFrom ? new() { Network = ConfigFrom } : null,
            EnableIPv6 = IsIPv6 || pools.Any(IsPoolOfIPv6) ? true : null,
            IPAM = pools.Length > 0 || IpamDriver.Trim().Length > 0
                ? new() { Driver = IpamDriver.Trim() is { Length: > 0 } driver ? driver : "default", Config = [.. pools.Select(pool => pool.ToConfig())] }
                : null,
            Options = HasConfigFrom ? null : AllOptions(),
            Labels = PairRow.ToDictionary(Labels),
        };
    }

    /// <summary>What is wrong, by field: name, options, labels, pools, pool-N-subnet and so on. Empty when it can be sent.</summary>
    internal IReadOnlyDictionary<string, string> Faults(IReadOnlyList<NetworkRow> existing)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        Note(faults, "name", NameFault(existing));
        Note(faults, "options", PairRow.Fault(Options));
        Note(faults, "labels", PairRow.Fault(Labels));
        if (HasConfigFrom)
        {
            return faults;
        }

        foreach (var (pool, index) in Pools.Select((pool, index) => (pool, index)))
        {
            foreach (var (field, sentence) in pool.Faults())
            {
                Note(faults, $"pool-{index}-{field}", sentence);
            }
        }

        Note(faults, "pools", PoolsFault());
        return faults;
    }

    /// <summary>An existing network whose addresses overlap, which engines refuse; null for none.</summary>
    internal string? Overlap(IReadOnlyList<NetworkRow> existing)
    {
        var typed = Pools.Select(pool => IpRange.TryParse(pool.Subnet, out var range) ? range : (IpRange?)null).OfType<IpRange>().ToArray();
        return (from network in existing
                from subnet in network.Subnets
                where IpRange.TryParse(subnet, out var used) && typed.Any(range => range.Overlaps(used))
                select $"{network.Name} ({subnet})").FirstOrDefault();
    }

    private static bool IsPoolOfIPv6(PoolDraft pool) => IpRange.TryParse(pool.Subnet, out var range) && range.IsIPv6;

    private static void Note(Dictionary<string, string> faults, string field, string? sentence)
    {
        if (sentence is not null)
        {
            faults.TryAdd(field, sentence);
        }
    }

    private string? NameFault(IReadOnlyList<NetworkRow> existing)
    {
        var name = Name.Trim();
        return name.Length == 0 ? "Give the network a name."
            : !NamePattern().IsMatch(name) ? "Letters, digits, dot, dash and underscore; the first a letter or digit."
            : Taken.Contains(name) ? $"{name} is a word of the engine's own: choose another name."
            : existing.Any(network => network.Name == name) ? $"There is a network {name} already."
            : null;
    }

    private string? PoolsFault()
    {
        var ranges = Pools.Select(pool => IpRange.TryParse(pool.Subnet, out var range) ? range : (IpRange?)null).OfType<IpRange>().ToArray();
        for (var index = 0; index < ranges.Length; index++)
        {
            if (ranges.Skip(index + 1).Where(ranges[index].Overlaps).Select(range => $"{ranges[index]} and {range} overlap.").FirstOrDefault() is { } overlap)
            {
                return overlap;
            }
        }

        return Driver == "bridge" && ranges.GroupBy(range => range.Family).Any(family => family.Count() > 1)
            ? "A bridge takes one IPv4 and one IPv6 subnet."
            : null;
    }

    private Dictionary<string, string>? AllOptions()
    {
        var options = PairRow.ToDictionary(Options) ?? new(StringComparer.Ordinal);
        foreach (var option in NetworkOption.Of(Driver))
        {
            if (Known.GetValueOrDefault(option.Key, "").Trim() is { Length: > 0 } value && value != option.DefaultChoice)
            {
                options[option.Key] = value;
            }
        }

        if (IsEncrypted && Driver == "overlay")
        {
            // Its being there is what counts; the CLI sends an empty value as well.
            options["encrypted"] = "";
        }

        return options.Count == 0 ? null : options;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
    private static partial Regex NamePattern();
}
