namespace Portainer.Containers.Create;

/// <summary>
/// What the form for a new container holds: text as people type it (128m, 30s, 0.5), blank for "not set". <see cref="DraftFields"/> says
/// which property of the create call each field is.
/// </summary>
public sealed partial class ContainerDraft
{
    public string Name { get; set; } = "";

    public string Image { get; set; } = "";

    /// <summary>Pull even when the engine has the image; not part of the create call.</summary>
    public bool AlwaysPull { get; set; }

    public string Platform { get; set; } = "";

    public bool PublishAll { get; set; }

    public List<PortRow> Ports { get; set; } = [];

    /// <summary>Ports like 80/tcp that are exposed beyond those of the image and those published.</summary>
    public List<string> Expose { get; set; } = [];

    public List<MountRow> Mounts { get; set; } = [];

    public List<string> VolumesFrom { get; set; } = [];

    public string VolumeDriver { get; set; } = "";

    public bool ReadOnlyRoot { get; set; }

    public string ShmSize { get; set; } = "";

    public List<NamedValue> StorageOptions { get; set; } = [];

    public List<EnvRow> Environment { get; set; } = [];

    public List<NamedValue> Labels { get; set; } = [];

    public List<NamedValue> Annotations { get; set; } = [];

    /// <summary>no, always, unless-stopped or on-failure.</summary>
    public string RestartPolicy { get; set; } = "no";

    public string RestartTries { get; set; } = "";

    public bool AutoRemove { get; set; }

    public List<JoinedNetwork> Networks { get; set; } = [];

    public string Hostname { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Dns { get; set; } = [];

    public List<string> DnsSearch { get; set; } = [];

    public List<string> DnsOptions { get; set; } = [];

    public List<string> ExtraHosts { get; set; } = [];

    /// <summary>Legacy links, container:alias.</summary>
    public List<string> Links { get; set; } = [];

    /// <summary>As a shell would take it; blank is the image's.</summary>
    public string Command { get; set; } = "";

    /// <summary>As a shell would take it; null is the image's, blank takes the image's away.</summary>
    public string? Entrypoint { get; set; }

    public string WorkingDir { get; set; } = "";

    public string User { get; set; } = "";

    public List<string> Groups { get; set; } = [];

    public bool Interactive { get; set; }

    public bool Terminal { get; set; }

    /// <summary>An init process as PID 1; null is the engine's default.</summary>
    public bool? Init { get; set; }

    public string StopSignal { get; set; } = "";

    /// <summary>Seconds.</summary>
    public string StopGrace { get; set; } = "";

    public HealthMode HealthMode { get; set; }

    public string HealthCommand { get; set; } = "";

    public string HealthInterval { get; set; } = "";

    public string HealthTimeout { get; set; } = "";

    public string HealthRetries { get; set; } = "";

    public string HealthStartPeriod { get; set; } = "";

    public string HealthStartInterval { get; set; } = "";

    public string LogDriver { get; set; } = "";

    public List<NamedValue> LogOptions { get; set; } = [];

    public string Memory { get; set; } = "";

    public string MemoryReservation { get; set; } = "";

    /// <summary>Memory and swap together; -1 is unlimited swap, blank is twice the memory.</summary>
    public string MemorySwap { get; set; } = "";

    public string MemorySwappiness { get; set; } = "";

    public bool OomKillDisable { get; set; }

    public string OomScoreAdjust { get; set; } = "";

    public string Cpus { get; set; } = "";

    public string CpuShares { get; set; } = "";

    public string CpuSet { get; set; } = "";

    public string CpuMemoryNodes { get; set; } = "";

    /// <summary>Microseconds, as are the three below.</summary>
    public string CpuPeriod { get; set; } = "";

    public string CpuQuota { get; set; } = "";

    public string CpuRealtimePeriod { get; set; } = "";

    public string CpuRealtimeRuntime { get; set; } = "";

    public string CpuCount { get; set; } = "";

    public string CpuPercent { get; set; } = "";

    public string IoMaximumOperations { get; set; } = "";

    public string IoMaximumBandwidth { get; set; } = "";

    public string PidsLimit { get; set; } = "";

    public List<UlimitRow> Ulimits { get; set; } = [];

    public string BlockWeight { get; set; } = "";

    public List<RateRow> BlockWeights { get; set; } = [];

    public List<RateRow> ReadBytes { get; set; } = [];

    public List<RateRow> WriteBytes { get; set; } = [];

    public List<RateRow> ReadOperations { get; set; } = [];

    public List<RateRow> WriteOperations { get; set; } = [];

    public List<DeviceRow> Devices { get; set; } = [];

    public List<string> DeviceRules { get; set; } = [];

    public List<GpuRow> Gpus { get; set; } = [];

    public bool Privileged { get; set; }

    public List<string> SecurityOptions { get; set; } = [];

    /// <summary>Without CAP_, upper case; ALL is all.</summary>
    public List<string> CapAdd { get; set; } = [];

    public List<string> CapDrop { get; set; } = [];

    public List<NamedValue> Sysctls { get; set; } = [];

    public string Runtime { get; set; } = "";

    public string Isolation { get; set; } = "";

    public string IpcMode { get; set; } = "";

    public string PidMode { get; set; } = "";

    public string UtsMode { get; set; } = "";

    public string UserNamespace { get; set; } = "";

    public string CgroupNamespace { get; set; } = "";

    public string CgroupParent { get; set; } = "";
}

/// <summary>Where the health check comes from.</summary>
public enum HealthMode
{
    Image,
    None,
    Shell,
    Command,
}
