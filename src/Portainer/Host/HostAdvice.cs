using System.Net;
using Portainer.Engine;

namespace Portainer.Host;

/// <summary>Something about an engine that its administrator would want to know.</summary>
/// <param name="Setting">The line of daemon.json that changes it: the API cannot (S101). Null when there is none.</param>
public sealed record Advice(string Title, string Why, string? Setting = null, bool IsGrave = false);

/// <summary>Reads advice out of <c>docker info</c>: what the CIS benchmark's section 2 and the storage guides warn of, as far as the API shows it.</summary>
internal static class HostAdvice
{
    public static IReadOnlyList<Advice> From(SystemInfoResponse info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return [.. Storage(info), .. Security(info), .. Running(info), .. info.Warnings.Select(warning => new Advice("The engine warns", warning))];
    }

    private static IEnumerable<Advice> Storage(SystemInfoResponse info)
    {
        if (info.Driver is "aufs" or "devicemapper" or "overlay")
        {
            yield return new($"Storage driver {info.Driver} is out of date", "Newer engines no longer have it. Move to overlay2 before the next upgrade; images and containers have to be made anew.", "\"storage-driver\": \"overlay2\"", true);
        }

        if (info.Driver == "vfs")
        {
            yield return new("Storage driver vfs copies every layer", "It needs many times the disk space and time of overlay2.", "\"storage-driver\": \"overlay2\"");
        }

        if (info.DriverStatus.Any(pair => pair is ["Data loop file", _]))
        {
            yield return new("devicemapper runs on a loop file", "Slow, and it can lose data. Give it a real thin pool, or move to overlay2.", "\"storage-driver\": \"overlay2\"", true);
        }
    }

    private static IEnumerable<Advice> Security(SystemInfoResponse info)
    {
        var networks = info.RegistryConfig.InsecureRegistryCIDRs.Where(cidr => !IsLoopback(cidr)).ToArray();
        if (networks.Length > 0)
        {
            yield return new("Registries are reached without TLS", $"Whoever is in between can change images of {string.Join(", ", networks)}.", "\"insecure-registries\": []");
        }

        if (!info.SecurityOptions.Any(option => option.Contains("seccomp", StringComparison.Ordinal)) && info.SecurityOptions.Count > 0)
        {
            yield return new("No seccomp filter", "Containers may use every system call of the kernel.", null, true);
        }

        if (!info.SecurityOptions.Any(option => option.Contains("userns", StringComparison.Ordinal) || option.Contains("rootless", StringComparison.Ordinal)))
        {
            yield return new("Root in a container is root on the host", "User namespaces are off. Turning them on hides existing images and containers until they are made anew.", "\"userns-remap\": \"default\"");
        }
    }

    private static IEnumerable<Advice> Running(SystemInfoResponse info)
    {
        if (info.Debug)
        {
            yield return new("Debug mode is on", "It slows the engine and fills its log.", "\"debug\": false");
        }

        if (!info.LiveRestoreEnabled && info.Swarm.LocalNodeState != "active" && info.OSType != "windows")
        {
            yield return new("A restart of the engine stops all containers", "Live restore keeps them running.", "\"live-restore\": true");
        }

        if (info.LoggingDriver == "json-file")
        {
            yield return new("Logs grow without a bound", "json-file keeps everything unless a size is set, and fills the disk in the end.", "\"log-driver\": \"local\"");
        }
    }

    private static bool IsLoopback(string cidr) => IPNetwork.TryParse(cidr, out var network) && IPAddress.IsLoopback(network.BaseAddress);
}
