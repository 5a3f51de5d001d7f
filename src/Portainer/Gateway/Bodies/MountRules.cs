using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>Every way in which a container or volume gets at a path of the host.</summary>
internal static partial class MountRules
{
    private const string Ask = "Use a volume, or ask an administrator to allow it in the endpoint's security settings.";

    // A local volume with options is whatever mount(8) makes of them: type=none,o=bind is the host's root.
    private static readonly SecurityRule[] Volume =
    [
        new("Driver", IsForeignDriver, security => security.AllowBindMounts, "make a volume by another driver"),
        new("DriverOpts", Value.IsSet, security => security.AllowBindMounts, "say what of the host the volume is made of"),
    ];

    /// <summary>What is wrong with a list of mounts of a container or service, as a sentence; null: nothing.</summary>
    public static string? Fault(JsonNode? mounts, EndpointSecurity security)
    {
        if (security.AllowBindMounts || mounts is not JsonArray list)
        {
            return null;
        }

        return list.OfType<JsonObject>().Select(Fault).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>What is wrong with POST /volumes/create, as a sentence; null: nothing.</summary>
    public static string? OfVolume(JsonObject body, EndpointSecurity security) =>
        body["ClusterVolumeSpec"] is not null
            ? "Cluster volumes are made by administrators only."
            : SecurityRule.First(Volume, body, security);

    /// <summary>Whether one of <c>HostConfig.Binds</c> begins with a path of the host and not with a volume's name.</summary>
    public static bool IsHostBind(string bind)
    {
        var mark = bind.IndexOf(':', StringComparison.Ordinal);
        return mark >= 0 ? !VolumeName().IsMatch(bind[..mark]) : bind.Length == 0 || bind[0] != '/';
    }

    public static bool IsForeignDriver(JsonNode driver) => Value.Text(driver) is not ("" or "local");

    private static string? Fault(JsonObject mount)
    {
        var (type, target) = (Value.Text(mount["Type"]), Value.Text(mount["Target"]));
        if (type is not ("volume" or "tmpfs" or "image"))
        {
            return $"The mount at {target} would be a path of the host (type “{type}”), and on this endpoint only administrators may do that. {Ask}";
        }

        var options = mount["VolumeOptions"] as JsonObject;
        return options?["DriverConfig"] is JsonObject driver && (IsForeignDriver(driver["Name"] ?? "") || Value.IsSet(driver["Options"] ?? new JsonArray()))
            ? $"The volume at {target} would be made by driver options, which can name paths of the host, and on this endpoint only administrators may do that. {Ask}"
            : type != "tmpfs" && Value.Text(mount["Source"]) is { Length: > 0 } source && type == "volume" && !VolumeName().IsMatch(source)
                ? $"“{source}” at {target} is no name of a volume. {Ask}"
                : null;
    }

    /// <summary>A volume's name as engines take it: a single letter would be a drive.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]+\z")]
    public static partial Regex VolumeName();
}
