using System.Globalization;
using Portainer.Containers.Details;
using Portainer.Engine;

namespace Portainer.Host;

/// <summary>Everything <c>docker info</c> and <c>docker version</c> say, as groups of facts. Pure: the page only draws them.</summary>
internal static class HostGroups
{
    public static IReadOnlyList<FactGroup> From(HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var info = facts.Info;
        FactGroup[] groups = [Machine(info), Versions(facts), Storage(info), Limits(info), Running(info), Plugins(info), Registries(info), Network(info), Security(info)];
        return [.. groups.Where(group => group.Facts.Count > 0)];
    }

    private static FactGroup Machine(SystemInfoResponse info) => new FactList()
        .Text("Host name", info.Name)
        .Text("Operating system", $"{info.OperatingSystem} {info.OSVersion}".Trim())
        .Text("Kernel", info.KernelVersion)
        .Text("Architecture", $"{info.OSType}/{info.Architecture}")
        .Text("CPUs", info.NCPU.ToString(CultureInfo.CurrentCulture))
        .Bytes("Memory", info.MemTotal)
        .Text("Clock", info.SystemTime)
        .Code("Engine id", info.ID, "Not unique: machines cloned from one image share it.")
        .Code("Labels", info.Labels)
        .Group("Machine");

    private static FactGroup Versions(HostFacts facts)
    {
        var version = facts.Version;
        var list = new FactList()
            .Text("Engine", $"{version.Platform.Name} {version.Version}".Trim())
            .Text("API", $"{version.ApiVersion} (from {version.MinAPIVersion})")
            .Text("Built", version.BuildTime)
            .Code("Commit", version.GitCommit)
            .Text("Go", version.GoVersion)
            .Text("Experimental features", version.Experimental || facts.Info.ExperimentalBuild ? "on" : null);
        foreach (var component in version.Components.Where(component => component.Name != "Engine"))
        {
            list.Text(component.Name, component.Version);
        }

        return list.Text("Licence", facts.Info.ProductLicense).Group("Versions");
    }

    private static FactGroup Storage(SystemInfoResponse info)
    {
        var list = new FactList().Text("Storage driver", info.Driver).Code("Root folder", info.DockerRootDir);
        foreach (var pair in info.DriverStatus.Where(pair => pair.Count == 2))
        {
            list.Text(pair[0], pair[1]);
        }

        return list.Group("Storage");
    }

    private static FactGroup Limits(SystemInfoResponse info) => new FactList()
        .Text("Cgroup driver", info.CgroupDriver)
        .Text("Cgroup version", info.CgroupVersion)
        .Text("Can limit", string.Join(", ", Can(info)))
        .Text("Cannot limit", string.Join(", ", Cannot(info)))
        .Group("Limits");

    private static IEnumerable<string> Can(SystemInfoResponse info) => Limitable(info).Where(pair => pair.Can).Select(pair => pair.What);

    private static IEnumerable<string> Cannot(SystemInfoResponse info) => Limitable(info).Where(pair => !pair.Can).Select(pair => pair.What);

    private static (string What, bool Can)[] Limitable(SystemInfoResponse info) =>
    [
        ("memory", info.MemoryLimit), ("swap", info.SwapLimit), ("CPU time", info.CPUCfsQuota), ("CPU shares", info.CPUShares), ("CPU sets", info.CPUSet), ("PIDs", info.PidsLimit),
    ];

    private static FactGroup Running(SystemInfoResponse info) => new FactList()
        .Text("Log driver", info.LoggingDriver)
        .Text("Runtimes", string.Join(", ", info.Runtimes.Keys.Order(StringComparer.Ordinal)))
        .Text("Default runtime", info.DefaultRuntime)
        .Text("Init binary", info.InitBinary)
        .Text("Live restore", info.LiveRestoreEnabled ? "on: containers outlive a restart of the engine" : "off")
        .Text("Debug mode", info.Debug ? "on" : null)
        .Text("Isolation", info.Isolation)
        .Number("Open files", info.NFd)
        .Number("Goroutines", info.NGoroutines)
        .Number("Event listeners", info.NEventsListener)
        .Group("Running");

    private static FactGroup Plugins(SystemInfoResponse info) => new FactList()
        .Text("Volume drivers", string.Join(", ", info.Plugins.Volume))
        .Text("Network drivers", string.Join(", ", info.Plugins.Network))
        .Text("Log drivers", string.Join(", ", info.Plugins.Log))
        .Text("Authorization", info.Plugins.Authorization.Count == 0 ? "none: whoever reaches the engine may do everything" : string.Join(", ", info.Plugins.Authorization))
        .Group("Plugins");

    private static FactGroup Registries(SystemInfoResponse info) => new FactList()
        .Code("Default registry", info.IndexServerAddress)
        .Code("Mirrors", info.RegistryConfig.Mirrors)
        .Code("Reached without TLS", info.RegistryConfig.InsecureRegistryCIDRs)
        .Group("Registries");

    private static FactGroup Network(SystemInfoResponse info) => new FactList()
        .Text("IPv4 forwarding", info.IPv4Forwarding ? "on" : "off")
        .Code("HTTP proxy", WithoutPassword(info.HttpProxy))
        .Code("HTTPS proxy", WithoutPassword(info.HttpsProxy))
        .Code("No proxy for", info.NoProxy)
        .Code("Address pools", info.DefaultAddressPools.Select(pool => $"{pool.Base}, networks of /{pool.Size}"))
        .Group("Network");

    private static FactGroup Security(SystemInfoResponse info) => new FactList()
        .Code("Security options", info.SecurityOptions.Select(SecurityOption))
        .Group("Security");

    /// <summary>"name=seccomp,profile=builtin" as "seccomp (profile=builtin)".</summary>
    private static string SecurityOption(string option)
    {
        var parts = option.Split(',');
        var name = parts[0].Replace("name=", "", StringComparison.Ordinal);
        return parts.Length == 1 ? name : $"{name} ({string.Join(", ", parts[1..])})";
    }

    private static string WithoutPassword(string proxy) =>
        Uri.TryCreate(proxy, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 ? proxy.Replace(uri.UserInfo, "•••", StringComparison.Ordinal) : proxy;
}
