using static Portainer.Containers.Create.DraftField;
using static Portainer.Containers.Create.DraftGroup;
using static Portainer.Containers.Create.WireForm;

namespace Portainer.Containers.Create;

/// <summary>
/// The one table between the form and POST /containers/create. A test walks it both ways and checks that every property of the call
/// is either in a row or in <see cref="CarriedOver"/>, so nothing is lost on edit without a word.
/// </summary>
internal static class DraftFields
{
    /// <summary>What the form does not show and a recreation keeps as it was.</summary>
    public static readonly IReadOnlyList<string> CarriedOver =
    [
        // What the client that created it had attached; a console attaches for itself.
        "AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce",
        // Windows quoting, networking switched off by other clients, and what only builds use.
        "ArgsEscaped", "NetworkDisabled", "OnBuild", "Shell", "Rest",
        "HostConfig.ContainerIDFile", "HostConfig.ConsoleSize", "HostConfig.Cgroup", "HostConfig.Rest",
    ];

    public static readonly IReadOnlyList<DraftField> All =
    [
        Of(Basics, nameof(ContainerDraft.Name), "Name", Text),
        Of(Basics, nameof(ContainerDraft.Image), "Image", Text),
        Of(Basics, nameof(ContainerDraft.Platform), "Platform", Text),

        Of(Ports, nameof(ContainerDraft.PublishAll), "HostConfig.PublishAllPorts", Flag),
        new(Ports, [nameof(ContainerDraft.Ports), nameof(ContainerDraft.Expose)], ["HostConfig.PortBindings", "ExposedPorts"], PortRows.Read, PortRows.Write),

        new(Storage, [nameof(ContainerDraft.Mounts)], ["HostConfig.Binds", "HostConfig.Mounts", "HostConfig.Tmpfs", "Volumes"], MountRows.Read, MountRows.Write),
        Of(Storage, nameof(ContainerDraft.VolumesFrom), "HostConfig.VolumesFrom", Lines),
        Of(Storage, nameof(ContainerDraft.VolumeDriver), "HostConfig.VolumeDriver", Text),
        Of(Storage, nameof(ContainerDraft.ReadOnlyRoot), "HostConfig.ReadonlyRootfs", Flag),
        Of(Storage, nameof(ContainerDraft.ShmSize), "HostConfig.ShmSize", Bytes),
        Of(Storage, nameof(ContainerDraft.StorageOptions), "HostConfig.StorageOpt", Pairs),

        new(DraftGroup.Environment, [nameof(ContainerDraft.Environment)], ["Env"], EnvRows.Read, EnvRows.Write),
        Of(Labels, nameof(ContainerDraft.Labels), "Labels", Pairs),
        Of(Labels, nameof(ContainerDraft.Annotations), "HostConfig.Annotations", Pairs),

        new(Restart, [nameof(ContainerDraft.RestartPolicy), nameof(ContainerDraft.RestartTries)], ["HostConfig.RestartPolicy"], ProcessRows.ReadRestart, ProcessRows.WriteRestart),
        Of(Restart, nameof(ContainerDraft.AutoRemove), "HostConfig.AutoRemove", Flag),

        new(Network, [nameof(ContainerDraft.Networks)], ["HostConfig.NetworkMode", "NetworkingConfig.EndpointsConfig", "MacAddress"], NetworkRows.Read, NetworkRows.Write),
        Of(Network, nameof(ContainerDraft.Hostname), "Hostname", Text),
        Of(Network, nameof(ContainerDraft.Domain), "Domainname", Text),
        Of(Network, nameof(ContainerDraft.Dns), "HostConfig.DNS", Lines),
        Of(Network, nameof(ContainerDraft.DnsSearch), "HostConfig.DNSSearch", Lines),
        Of(Network, nameof(ContainerDraft.DnsOptions), "HostConfig.DNSOptions", Lines),
        Of(Network, nameof(ContainerDraft.ExtraHosts), "HostConfig.ExtraHosts", Lines),
        Of(Network, nameof(ContainerDraft.Links), "HostConfig.Links", Lines),

        Of(Process, nameof(ContainerDraft.Command), "Cmd", Words),
        Of(Process, nameof(ContainerDraft.Entrypoint), "Entrypoint", OptionalWords),
        Of(Process, nameof(ContainerDraft.WorkingDir), "WorkingDir", Text),
        Of(Process, nameof(ContainerDraft.User), "User", Text),
        Of(Process, nameof(ContainerDraft.Groups), "HostConfig.GroupAdd", Lines),
        Of(Process, nameof(ContainerDraft.Interactive), "OpenStdin", Flag),
        Of(Process, nameof(ContainerDraft.Terminal), "Tty", Flag),
        Of(Process, nameof(ContainerDraft.Init), "HostConfig.Init", TriState),
        Of(Process, nameof(ContainerDraft.StopSignal), "StopSignal", Text),
        Of(Process, nameof(ContainerDraft.StopGrace), "StopTimeout", OptionalNumber),

        new(
            Health,
            [
                nameof(ContainerDraft.HealthMode), nameof(ContainerDraft.HealthCommand), nameof(ContainerDraft.HealthInterval), nameof(ContainerDraft.HealthTimeout),
                nameof(ContainerDraft.HealthRetries), nameof(ContainerDraft.HealthStartPeriod), nameof(ContainerDraft.HealthStartInterval),
            ],
            ["Healthcheck"], HealthFields.Read, HealthFields.Write),

        new(Logging, [nameof(ContainerDraft.LogDriver), nameof(ContainerDraft.LogOptions)], ["HostConfig.LogConfig"], ProcessRows.ReadLog, ProcessRows.WriteLog),

        Of(Resources, nameof(ContainerDraft.Memory), "HostConfig.Memory", Bytes),
        Of(Resources, nameof(ContainerDraft.MemoryReservation), "HostConfig.MemoryReservation", Bytes),
        Of(Resources, nameof(ContainerDraft.MemorySwap), "HostConfig.MemorySwap", BytesOrUnlimited),
        Of(Resources, nameof(ContainerDraft.MemorySwappiness), "HostConfig.MemorySwappiness", NumberOrZero),
        Of(Resources, nameof(ContainerDraft.OomKillDisable), "HostConfig.OomKillDisable", OptionalFlag),
        Of(Resources, nameof(ContainerDraft.OomScoreAdjust), "HostConfig.OomScoreAdj", Signed),
        Of(Resources, nameof(ContainerDraft.Cpus), "HostConfig.NanoCPUs", WireForm.Cpus),
        Of(Resources, nameof(ContainerDraft.CpuShares), "HostConfig.CPUShares", Number),
        Of(Resources, nameof(ContainerDraft.CpuSet), "HostConfig.CpusetCpus", Text),
        Of(Resources, nameof(ContainerDraft.CpuMemoryNodes), "HostConfig.CpusetMems", Text),
        Of(Resources, nameof(ContainerDraft.CpuPeriod), "HostConfig.CPUPeriod", Number),
        Of(Resources, nameof(ContainerDraft.CpuQuota), "HostConfig.CPUQuota", Limit),
        Of(Resources, nameof(ContainerDraft.CpuRealtimePeriod), "HostConfig.CPURealtimePeriod", Number),
        Of(Resources, nameof(ContainerDraft.CpuRealtimeRuntime), "HostConfig.CPURealtimeRuntime", Number),
        Of(Resources, nameof(ContainerDraft.CpuCount), "HostConfig.CPUCount", Number),
        Of(Resources, nameof(ContainerDraft.CpuPercent), "HostConfig.CPUPercent", Number),
        Of(Resources, nameof(ContainerDraft.IoMaximumOperations), "HostConfig.IOMaximumIOps", Number),
        Of(Resources, nameof(ContainerDraft.IoMaximumBandwidth), "HostConfig.IOMaximumBandwidth", Bytes),
        Of(Resources, nameof(ContainerDraft.PidsLimit), "HostConfig.PidsLimit", Limit),
        new(Resources, [nameof(ContainerDraft.Ulimits)], ["HostConfig.Ulimits"], ResourceRows.ReadUlimits, ResourceRows.WriteUlimits),
        Of(Resources, nameof(ContainerDraft.BlockWeight), "HostConfig.BlkioWeight", Number),
        Of(Resources, nameof(ContainerDraft.BlockWeights), "HostConfig.BlkioWeightDevice", ResourceRows.Weights),
        Of(Resources, nameof(ContainerDraft.ReadBytes), "HostConfig.BlkioDeviceReadBps", ResourceRows.ByteRates),
        Of(Resources, nameof(ContainerDraft.WriteBytes), "HostConfig.BlkioDeviceWriteBps", ResourceRows.ByteRates),
        Of(Resources, nameof(ContainerDraft.ReadOperations), "HostConfig.BlkioDeviceReadIOps", ResourceRows.Rates),
        Of(Resources, nameof(ContainerDraft.WriteOperations), "HostConfig.BlkioDeviceWriteIOps", ResourceRows.Rates),

        Of(Devices, nameof(ContainerDraft.Devices), "HostConfig.Devices", DeviceRows.Devices),
        Of(Devices, nameof(ContainerDraft.DeviceRules), "HostConfig.DeviceCgroupRules", Lines),
        Of(Devices, nameof(ContainerDraft.Gpus), "HostConfig.DeviceRequests", DeviceRows.Gpus),

        new(
            Security,
            [nameof(ContainerDraft.Privileged), nameof(ContainerDraft.SecurityOptions)],
            ["HostConfig.Privileged", "HostConfig.SecurityOpt", "HostConfig.MaskedPaths", "HostConfig.ReadonlyPaths"],
            SecurityFields.Read, SecurityFields.Write),
        Of(Security, nameof(ContainerDraft.CapAdd), "HostConfig.CapAdd", SecurityFields.Capabilities),
        Of(Security, nameof(ContainerDraft.CapDrop), "HostConfig.CapDrop", SecurityFields.Capabilities),
        Of(Security, nameof(ContainerDraft.Sysctls), "HostConfig.Sysctls", Pairs),

        Of(Namespaces, nameof(ContainerDraft.Runtime), "HostConfig.Runtime", Text),
        Of(Namespaces, nameof(ContainerDraft.Isolation), "HostConfig.Isolation", Text),
        Of(Namespaces, nameof(ContainerDraft.IpcMode), "HostConfig.IpcMode", Text),
        Of(Namespaces, nameof(ContainerDraft.PidMode), "HostConfig.PidMode", Text),
        Of(Namespaces, nameof(ContainerDraft.UtsMode), "HostConfig.UTSMode", Text),
        Of(Namespaces, nameof(ContainerDraft.UserNamespace), "HostConfig.UsernsMode", Text),
        Of(Namespaces, nameof(ContainerDraft.CgroupNamespace), "HostConfig.CgroupnsMode", Text),
        Of(Namespaces, nameof(ContainerDraft.CgroupParent), "HostConfig.CgroupParent", Text),
    ];

    private static readonly ContainerDraft Fresh = new();

    /// <summary>How many fields of a section hold something.</summary>
    public static int CountSet(ContainerDraft draft, DraftGroup group) => All.Count(field => field.Group == group && !field.IsSame(draft, Fresh));
}
