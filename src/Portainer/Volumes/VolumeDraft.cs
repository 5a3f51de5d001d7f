using System.Text.RegularExpressions;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Volumes;

/// <summary>What a volume of the local driver is made of.</summary>
public enum VolumeKind
{
    /// <summary>A folder that the engine keeps, or whatever a plugin does.</summary>
    Plain,
    Nfs,
    Cifs,

    /// <summary>A folder of the host.</summary>
    Folder,

    /// <summary>Memory.</summary>
    Tmpfs,
}

/// <summary>A volume being typed; all of it may stay empty.</summary>
public sealed partial class VolumeDraft
{
    public const string Mask = "••••••••";

    public string Name { get; set; } = "";

    public string Driver { get; set; } = "local";

    public VolumeKind Kind { get; set; }

    /// <summary>Host name or address of the NFS or CIFS server.</summary>
    public string Address { get; set; } = "";

    /// <summary>What the server exports: /exports/data, or the share's name; for a folder the path on the host.</summary>
    public string Path { get; set; } = "";

    public string NfsVersion { get; set; } = "4";

    public string CifsVersion { get; set; } = "3.0";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Further mount options, separated by commas.</summary>
    public string MountOptions { get; set; } = "rw,noatime";

    /// <summary>MiB of a tmpfs; empty is half the memory.</summary>
    public string Size { get; set; } = "";

    public List<PairRow> Options { get; } = [];

    public List<PairRow> Labels { get; } = [];

    internal VolumeKind EffectiveKind => Driver == "local" ? Kind : VolumeKind.Plain;

    internal VolumesCreateParameters ToParameters()
    {
        var options = PairRow.ToDictionary(Options) ?? new(StringComparer.Ordinal);
        foreach (var (name, value) in Mount())
        {
            options[name] = value;
        }

        return new()
        {
            Name = Name.Trim() is { Length: > 0 } given ? given : null,
            Driver = Driver is "local" ? null : Driver,
            DriverOpts = options.Count == 0 ? null : options,
            Labels = PairRow.ToDictionary(Labels),
        };
    }

    /// <summary>What is wrong, by field: name, address, path, password, size, options, labels. Empty when it can be sent.</summary>
    internal IReadOnlyDictionary<string, string> Faults(IReadOnlyList<VolumeRow> existing)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        Note(faults, "name", NameFault(Name.Trim(), existing));
        Note(faults, "options", PairRow.Fault(Options));
        Note(faults, "labels", PairRow.Fault(Labels));
        if (EffectiveKind is VolumeKind.Nfs or VolumeKind.Cifs)
        {
            Note(faults, "address", Address.Trim().Length == 0 || Address.Contains(',') || Address.Contains('/') ? "Host name or address of the server." : null);
        }

        Note(faults, "path", PathFault());
        if (EffectiveKind == VolumeKind.Cifs)
        {
            Note(faults, "user", User.Contains(',') ? "A comma cannot be in it: mount options are separated by commas." : null);
            Note(faults, "password", Password.Contains(',') ? "A comma cannot be in it: mount options are separated by commas." : null);
        }

        Note(faults, "size", EffectiveKind == VolumeKind.Tmpfs && Size.Trim().Length > 0 && (!int.TryParse(Size, out var size) || size < 1) ? "A number of MiB." : null);
        return faults;
    }

    /// <summary>Why a volume cannot be called so, as a sentence; null when it can. An empty name is the engine's to choose.</summary>
    internal static string? NameFault(string name, IReadOnlyList<VolumeRow> existing) =>
        name.Length == 0 ? null
        : !NamePattern().IsMatch(name) ? "Two characters or more: letters, digits, dot, dash and underscore; the first a letter or digit."
        : existing.Any(volume => volume.Name == name) ? $"There is a volume {name} already."
        : null;

    private static void Note(Dictionary<string, string> faults, string field, string? sentence)
    {
        if (sentence is not null)
        {
            faults[field] = sentence;
        }
    }

    private string? PathFault() => EffectiveKind switch
    {
        VolumeKind.Nfs or VolumeKind.Folder when !Path.Trim().StartsWith('/') => "A full path, beginning with a slash.",
        VolumeKind.Cifs when Path.Trim().Trim('/').Length == 0 => "The name of the share, such as backup.",
        _ => null,
    };

    // The local driver passes these to mount(2): type, what is mounted, and its options.
    private IEnumerable<(string Name, string Value)> Mount() => EffectiveKind switch
    {
        VolumeKind.Nfs => [("type", "nfs"), ("o", Join($"addr={Address.Trim()}", $"nfsvers={NfsVersion}", MountOptions)), ("device", $":{Path.Trim()}")],
        VolumeKind.Cifs =>
        [
            ("type", "cifs"),
            ("o", Join($"addr={Address.Trim()}", $"vers={CifsVersion}", User.Length > 0 ? $"username={User}" : "guest", Password.Length > 0 ? $"password={Password}" : "", MountOptions)),
            ("device", $"//{Address.Trim()}/{Path.Trim().Trim('/')}"),
        ],
        VolumeKind.Folder => [("type", "none"), ("o", "bind"), ("device", Path.Trim())],
        VolumeKind.Tmpfs when Size.Trim().Length > 0 => [("type", "tmpfs"), ("o", $"size={Size.Trim()}m"), ("device", "tmpfs")],
        VolumeKind.Tmpfs => [("type", "tmpfs"), ("device", "tmpfs")],
        _ => [],
    };

    private static string Join(params string[] options) =>
        string.Join(',', options.SelectMany(option => option.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]+$")]
    private static partial Regex NamePattern();
}
