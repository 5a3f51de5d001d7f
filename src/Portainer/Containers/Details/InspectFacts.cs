using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Details;

/// <summary>
/// Everything <c>docker container inspect</c> says that has no place of its own on the page (state, environment, mounts, networks and labels have),
/// as groups of facts. Pure: the page only draws them.
/// </summary>
internal static class InspectFacts
{
    public static IReadOnlyList<FactGroup> From(ContainerInspectResponse container)
    {
        ArgumentNullException.ThrowIfNull(container);
        FactGroup[] groups = [Process(container), Resources(container.HostConfig), Security(container), Host(container), Logging(container), Storage(container)];
        return [.. groups.Where(group => group.Facts.Count > 0)];
    }

    private static FactGroup Process(ContainerInspectResponse container) => new FactList()
        .Code("Command", CommandLine.Join(container.Config.Cmd))
        .Code("Entrypoint", CommandLine.Join(container.Config.Entrypoint))
        .Code("Working directory", container.Config.WorkingDir)
        .Code("User", container.Config.User is { Length: > 0 } user ? user : "root (image default)")
        .Code("Extra groups", container.HostConfig.GroupAdd)
        .Text("Console", Console(container.Config))
        .Text("Init process", container.HostConfig.Init == true ? "yes" : null)
        .Code("Stop signal", container.Config.StopSignal)
        .Text("Stop grace", container.Config.StopTimeout is { } seconds ? $"{seconds} s" : null)
        .Text("Removed when it exits", container.HostConfig.AutoRemove ? "yes" : null)
        .Code("Runtime", container.HostConfig.Runtime)
        .Code("Platform", container.Platform)
        .Group("Process");

    private static FactGroup Resources(HostConfig host) => new FactList()
        .Bytes("Memory limit", host.Memory)
        .Bytes("Memory reservation", host.MemoryReservation)
        .Text("Memory and swap", host.MemorySwap switch { < 0 => "unlimited swap", 0 => null, var total => Ui.ByteText.Format(total, binary: true) })
        .Text("CPUs", host.NanoCPUs > 0 ? (host.NanoCPUs / 1e9).ToString("0.##", CultureInfo.CurrentCulture) : null)
        .Number("CPU shares", host.CPUShares)
        .Code("CPU set", host.CpusetCpus)
        .Code("Memory nodes", host.CpusetMems)
        .Text("CPU quota", host.CPUQuota > 0 ? $"{host.CPUQuota} µs of every {(host.CPUPeriod > 0 ? host.CPUPeriod : 100_000)} µs" : null)
        .Number("PIDs limit", Math.Max(0, host.PidsLimit ?? 0))
        .Number("Block I/O weight", host.BlkioWeight)
        .Code("Ulimits", host.Ulimits?.Select(limit => $"{limit.Name}={limit.Soft}:{limit.Hard}"))
        .Code("Device read limits", host.BlkioDeviceReadBps?.Select(device => $"{device.Path} {Ui.ByteText.Format((long)device.Rate, binary: true)}/s"))
        .Code("Device write limits", host.BlkioDeviceWriteBps?.Select(device => $"{device.Path} {Ui.ByteText.Format((long)device.Rate, binary: true)}/s"))
        .Code("GPUs", host.DeviceRequests?.Select(request => request.Count < 0 ? "all" : request.DeviceIDs is { Count: > 0 } ids ? string.Join(", ", ids) : $"{request.Count}"))
        .Text("OOM killer", host.OomKillDisable == true ? "disabled" : null)
        .Number("OOM score adjustment", host.OomScoreAdj)
        .Group("Resources");

    private static FactGroup Security(ContainerInspectResponse container)
    {
        var host = container.HostConfig;
        return new FactList()
            .Warn(host.Privileged, "Privileged", "yes", "Full access to the host: the container can do whatever root on the host can.")
            .Warn(host.PidMode == "host", "Process namespace", "host", "Sees and can signal every process of the host.")
            .Warn(host.NetworkMode == "host", "Network namespace", "host", "Uses the host's network directly; published ports have no meaning.")
            .Warn(host.IpcMode == "host", "IPC namespace", "host", "Shares the host's memory segments.")
            .Warn(host.UsernsMode == "host", "User namespace", "host", "Root in the container is root on the host.")
            .Warn(BindsSocket(container), "Docker socket", "mounted", "Whoever controls this container controls the host.")
            .Warn(RunsSsh(container.Config), "SSH server", "inside", "Open a console instead: it needs no keys, no password and no port, and is written down here.")
            .Code("Added capabilities", host.CapAdd)
            .Code("Dropped capabilities", host.CapDrop)
            .Text("Root file system", host.ReadonlyRootfs ? "read-only" : null)
            .Code("Security options", host.SecurityOpt)
            .Code("AppArmor profile", container.AppArmorProfile)
            .Code("SELinux label", container.ProcessLabel)
            .Code("Devices", host.Devices?.Select(device => $"{device.PathOnHost}:{device.PathInContainer}:{device.CgroupPermissions}"))
            .Code("Device rules", host.DeviceCgroupRules)
            .Group("Security");
    }

    private static FactGroup Host(ContainerInspectResponse container)
    {
        var host = container.HostConfig;
        return new FactList()
            .Code("Host name", container.Config.Hostname)
            .Code("Domain name", container.Config.Domainname)
            .Code("DNS servers", host.DNS)
            .Code("DNS search", host.DNSSearch)
            .Code("DNS options", host.DNSOptions)
            .Code("Extra hosts", host.ExtraHosts)
            .Code("Links", host.Links)
            .Code("Process namespace", host.PidMode is "host" ? null : host.PidMode)
            .Code("IPC namespace", host.IpcMode is "host" or "private" ? null : host.IpcMode)
            .Code("UTS namespace", host.UTSMode)
            .Code("Cgroup namespace", host.CgroupnsMode)
            .Code("Parent cgroup", host.CgroupParent)
            .Pairs("Sysctls", host.Sysctls)
            .Group("Host and names");
    }

    private static FactGroup Logging(ContainerInspectResponse container)
    {
        var log = container.HostConfig.LogConfig;
        var isUnbounded = log?.Type == "json-file" && log.Config?.ContainsKey("max-size") != true;
        return new FactList()
            .Code("Log driver", log?.Type)
            .Pairs("Log options", log?.Config)
            .Code("Log file", container.LogPath)
            .Warn(isUnbounded, "Log size", "unlimited", "json-file without max-size grows until the disk is full. Set log options when you recreate the container.")
            .Group("Logging");
    }

    private static FactGroup Storage(ContainerInspectResponse container) => new FactList()
        .Code("Storage driver", container.GraphDriver.Name)
        .Code("Volumes from", container.HostConfig.VolumesFrom)
        .Pairs("Temporary file systems", container.HostConfig.Tmpfs)
        .Bytes("Shared memory (/dev/shm)", container.HostConfig.ShmSize)
        .Pairs("Storage options", container.HostConfig.StorageOpt)
        .Group("Storage");

    private static string? Console(ContainerConfig config) => (config.OpenStdin, config.Tty) switch
    {
        (true, true) => "interactive with a terminal",
        (true, false) => "interactive",
        (false, true) => "terminal",
        _ => null,
    };

    /// <summary>CIS 5.6: what starts sshd, or exposes its port.</summary>
    private static bool RunsSsh(ContainerConfig config) =>
        config.ExposedPorts?.ContainsKey("22/tcp") == true
        || (config.Entrypoint ?? []).Concat(config.Cmd ?? []).Any(word => word.Split('/', ' ').Contains("sshd"));

    private static bool BindsSocket(ContainerInspectResponse container) =>
        container.Mounts.Any(mount => mount.Source.EndsWith("/docker.sock", StringComparison.Ordinal) || mount.Source.EndsWith("/podman.sock", StringComparison.Ordinal));
}
