using System.Text.Json;
using Portainer.Containers.Create;

namespace Portainer.Tests.Containers.Create;

/// <summary>Drafts that between them set every field of the form.</summary>
internal static class DraftSamples
{
    public static readonly IReadOnlyDictionary<string, Action<ContainerDraft>> Fields = new Dictionary<string, Action<ContainerDraft>>
    {
        ["Name"] = draft => draft.Name = "cluster",
        ["Platform"] = draft => draft.Platform = "linux/amd64",
        ["PublishAll"] = draft => draft.PublishAll = true,
        ["Ports"] = draft => draft.Ports = [
            new() { HostPort = "8053", ContainerPort = "53", Protocol = "udp" }, new() { ContainerPort = "70" },
            new() { HostIP = "127.0.0.1", HostPort = "8080", ContainerPort = "80" }, new() { HostPort = "9000-9003", ContainerPort = "8000-8003" }, new() { HostPort = "7100-7110", ContainerPort = "9100" }],
        ["Expose"] = draft => draft.Expose = ["9999/tcp", "9999/udp"],
        ["Mounts"] = draft => draft.Mounts = [
            new() { Source = "data", Target = "/data", NoCopy = true }, new() { Type = "bind", Source = "/tmp", Target = "/host", ReadOnly = true, Propagation = "rslave" },
            new() { Target = "/anonymous" }, new() { Type = "tmpfs", Target = "/run", Options = "size=64m,mode=1777" },
            new() { IsLong = true, Type = "volume", Source = "other", Target = "/other", NoCopy = true, Labels = [new() { Name = "a", Value = "b" }] },
            new() { IsLong = true, Type = "tmpfs", Target = "/scratch", Size = "16m", Mode = "1770" }, new() { IsLong = true, Type = "bind", Source = "/etc", Target = "/mnt/etc", ReadOnly = true, Recursive = "disabled", Propagation = "rprivate" }],
        ["VolumesFrom"] = draft => draft.VolumesFrom = ["other:ro"],
        ["VolumeDriver"] = draft => draft.VolumeDriver = "local",
        ["ReadOnlyRoot"] = draft => draft.ReadOnlyRoot = true,
        ["ShmSize"] = draft => draft.ShmSize = "128m",
        ["StorageOptions"] = draft => draft.StorageOptions = [new() { Name = "size", Value = "10G" }],
        ["Environment"] = draft => draft.Environment = [new() { Name = "B", Value = "two words 'quoted' \"twice\" $HOME" }, new() { Name = "A", Value = "" }, new() { Name = "GONE", Value = null }],
        ["Labels"] = draft => draft.Labels = [new() { Name = "com.example.a", Value = "x=y" }, new() { Name = "empty" }],
        ["Annotations"] = draft => draft.Annotations = [new() { Name = "note", Value = "1" }],
        ["RestartPolicy"] = draft => (draft.RestartPolicy, draft.RestartTries) = ("on-failure", "3"),
        ["RestartTries"] = draft => (draft.RestartPolicy, draft.RestartTries) = ("unless-stopped", ""),
        ["AutoRemove"] = draft => draft.AutoRemove = true,
        ["Networks"] = draft => draft.Networks = [
            new() { Name = "front", IPv4 = "10.90.0.5", IPv6 = "fd00:90::5", Mac = "02:42:0a:5a:00:05", Aliases = ["web", "www"], LinkLocal = ["169.254.9.9"], Links = ["db:db"] },
            new() { Name = "back", Aliases = ["b"], Options = [new() { Name = "o", Value = "1" }], Priority = "7" }, new() { Name = "plain" }],
        ["Hostname"] = draft => draft.Hostname = "node1",
        ["Domain"] = draft => draft.Domain = "example.test",
        ["Dns"] = draft => draft.Dns = ["8.8.8.8", "1.1.1.1"],
        ["DnsSearch"] = draft => draft.DnsSearch = ["example.test"],
        ["DnsOptions"] = draft => draft.DnsOptions = ["ndots:2"],
        ["ExtraHosts"] = draft => draft.ExtraHosts = ["db:10.0.0.5", "gate:host-gateway"],
        ["Links"] = draft => draft.Links = ["redis:cache"],
        ["Command"] = draft => draft.Command = "sh -c 'echo \"a b\"; sleep 60' ''",
        ["Entrypoint"] = draft => draft.Entrypoint = "/entry",
        ["WorkingDir"] = draft => draft.WorkingDir = "/srv",
        ["User"] = draft => draft.User = "1000:1000",
        ["Groups"] = draft => draft.Groups = ["20", "audio"],
        ["Interactive"] = draft => draft.Interactive = true,
        ["Terminal"] = draft => draft.Terminal = true,
        ["Init"] = draft => draft.Init = true,
        ["StopSignal"] = draft => draft.StopSignal = "SIGINT",
        ["StopGrace"] = draft => draft.StopGrace = "0",
        ["HealthMode"] = draft => draft.HealthMode = HealthMode.None,
        ["HealthCommand"] = draft => (draft.HealthMode, draft.HealthCommand) = (HealthMode.Shell, "curl -f http://localhost/ || exit 1"),
        ["HealthInterval"] = draft => draft.HealthInterval = "5s",
        ["HealthTimeout"] = draft => draft.HealthTimeout = "1m30s",
        ["HealthRetries"] = draft => draft.HealthRetries = "5",
        ["HealthStartPeriod"] = draft => draft.HealthStartPeriod = "500ms",
        ["HealthStartInterval"] = draft => draft.HealthStartInterval = "2s",
        ["LogDriver"] = draft => draft.LogDriver = "local",
        ["LogOptions"] = draft => (draft.LogDriver, draft.LogOptions) = ("json-file", [new() { Name = "max-file", Value = "3" }, new() { Name = "max-size", Value = "10m" }]),
        ["Memory"] = draft => draft.Memory = "128m",
        ["MemoryReservation"] = draft => draft.MemoryReservation = "64m",
        ["MemorySwap"] = draft => (draft.Memory, draft.MemorySwap) = ("128m", "-1"),
        ["MemorySwappiness"] = draft => draft.MemorySwappiness = "0",
        ["OomKillDisable"] = draft => draft.OomKillDisable = true,
        ["OomScoreAdjust"] = draft => draft.OomScoreAdjust = "-500",
        ["Cpus"] = draft => draft.Cpus = "0.5",
        ["CpuShares"] = draft => draft.CpuShares = "512",
        ["CpuSet"] = draft => draft.CpuSet = "0-1",
        ["CpuMemoryNodes"] = draft => draft.CpuMemoryNodes = "0",
        ["CpuPeriod"] = draft => draft.CpuPeriod = "50000",
        ["CpuQuota"] = draft => draft.CpuQuota = "25000",
        ["CpuRealtimePeriod"] = draft => draft.CpuRealtimePeriod = "1000000",
        ["CpuRealtimeRuntime"] = draft => draft.CpuRealtimeRuntime = "950000",
        ["CpuCount"] = draft => draft.CpuCount = "2",
        ["CpuPercent"] = draft => draft.CpuPercent = "50",
        ["IoMaximumOperations"] = draft => draft.IoMaximumOperations = "100",
        ["IoMaximumBandwidth"] = draft => draft.IoMaximumBandwidth = "1m",
        ["PidsLimit"] = draft => draft.PidsLimit = "100",
        ["Ulimits"] = draft => draft.Ulimits = [new() { Name = "nofile", Soft = "1024" }, new() { Name = "nproc", Soft = "2048", Hard = "4096" }],
        ["BlockWeight"] = draft => draft.BlockWeight = "300",
        ["BlockWeights"] = draft => draft.BlockWeights = [new() { Path = "/dev/vda", Rate = "200" }],
        ["ReadBytes"] = draft => draft.ReadBytes = [new() { Path = "/dev/vda", Rate = "1m" }],
        ["WriteBytes"] = draft => draft.WriteBytes = [new() { Path = "/dev/vda", Rate = "2m" }],
        ["ReadOperations"] = draft => draft.ReadOperations = [new() { Path = "/dev/vda", Rate = "100" }],
        ["WriteOperations"] = draft => draft.WriteOperations = [new() { Path = "/dev/vda", Rate = "200" }],
        ["Devices"] = draft => draft.Devices = [new() { Host = "/dev/null", Container = "/dev/nothing", Permissions = "r" }, new() { Host = "/dev/zero", Container = "/dev/zero" }],
        ["DeviceRules"] = draft => draft.DeviceRules = ["c 1:3 mr"],
        ["Gpus"] = draft => draft.Gpus = [new() { Driver = "nvidia", Ids = ["0", "GPU-1"], Capabilities = ["utility", "compute"], Options = [new() { Name = "a", Value = "1" }] }, new() { Count = "all" }],
        ["Privileged"] = draft => draft.Privileged = true,
        ["SecurityOptions"] = draft => draft.SecurityOptions = ["no-new-privileges", "seccomp=unconfined", "systempaths=unconfined"],
        ["CapAdd"] = draft => draft.CapAdd = ["ALL"],
        ["CapDrop"] = draft => draft.CapDrop = ["SETGID", "SYS_ADMIN"],
        ["Sysctls"] = draft => draft.Sysctls = [new() { Name = "net.ipv4.ip_forward", Value = "1" }],
        ["Runtime"] = draft => draft.Runtime = "runsc",
        ["Isolation"] = draft => draft.Isolation = "hyperv",
        ["IpcMode"] = draft => draft.IpcMode = "shareable",
        ["PidMode"] = draft => draft.PidMode = "host",
        ["UtsMode"] = draft => draft.UtsMode = "host",
        ["UserNamespace"] = draft => draft.UserNamespace = "host",
        ["CgroupNamespace"] = draft => draft.CgroupNamespace = "private",
        ["CgroupParent"] = draft => draft.CgroupParent = "/limited",
    };

    /// <summary>What only the form knows.</summary>
    public static readonly string[] NotInTheCall = [nameof(ContainerDraft.AlwaysPull)];

    public static ContainerDraft With(string field)
    {
        var draft = new ContainerDraft { Image = "lab/web:1" };
        Fields[field](draft);
        return draft;
    }

    /// <summary>Everything at once, nonsense as a whole but a long text.</summary>
    public static ContainerDraft All()
    {
        var draft = new ContainerDraft { Image = "lab/web:1" };
        foreach (var set in Fields.Values)
        {
            set(draft);
        }

        return draft;
    }

    public static string Text(object draft) => JsonSerializer.Serialize(draft, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
