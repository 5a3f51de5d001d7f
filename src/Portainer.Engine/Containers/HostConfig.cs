using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>The part of a container that depends on its host; limits are in <see cref="ResourceLimits"/>.</summary>
public sealed class HostConfig : ResourceLimits
{
    public IList<string>? Binds { get; set; }

    public string? ContainerIDFile { get; set; }

    public LogConfig? LogConfig { get; set; }

    public string? NetworkMode { get; set; }

    /// <summary>By container port ("80/tcp").</summary>
    public IDictionary<string, IList<PortBinding>?>? PortBindings { get; set; }

    public RestartPolicy? RestartPolicy { get; set; }

    public bool AutoRemove { get; set; }

    public string? VolumeDriver { get; set; }

    public IList<string>? VolumesFrom { get; set; }

    public IList<Mount>? Mounts { get; set; }

    /// <summary>Height, width.</summary>
    public IList<int>? ConsoleSize { get; set; }

    public IDictionary<string, string>? Annotations { get; set; }

    public IList<string>? CapAdd { get; set; }

    public IList<string>? CapDrop { get; set; }

    public string? CgroupnsMode { get; set; }

    [JsonPropertyName("Dns")]
    public IList<string>? DNS { get; set; }

    [JsonPropertyName("DnsOptions")]
    public IList<string>? DNSOptions { get; set; }

    [JsonPropertyName("DnsSearch")]
    public IList<string>? DNSSearch { get; set; }

    public IList<string>? ExtraHosts { get; set; }

    public IList<string>? GroupAdd { get; set; }

    public string? IpcMode { get; set; }

    public string? Cgroup { get; set; }

    public IList<string>? Links { get; set; }

    public int OomScoreAdj { get; set; }

    public string? PidMode { get; set; }

    public bool Privileged { get; set; }

    public bool PublishAllPorts { get; set; }

    public bool ReadonlyRootfs { get; set; }

    public IList<string>? SecurityOpt { get; set; }

    public IDictionary<string, string>? StorageOpt { get; set; }

    public IDictionary<string, string>? Tmpfs { get; set; }

    public string? UTSMode { get; set; }

    public string? UsernsMode { get; set; }

    /// <summary>Bytes of /dev/shm.</summary>
    public long ShmSize { get; set; }

    public IDictionary<string, string>? Sysctls { get; set; }

    public string? Runtime { get; set; }

    public string? Isolation { get; set; }

    public IList<string>? MaskedPaths { get; set; }

    public IList<string>? ReadonlyPaths { get; set; }

    /// <summary>What newer engines say that is not known here, kept so that a recreation loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

public sealed class LogConfig
{
    public string Type { get; set; } = "";

    public IDictionary<string, string>? Config { get; set; }
}

public sealed class PortBinding
{
    [JsonPropertyName("HostIp")]
    public string HostIP { get; set; } = "";

    /// <summary>A number, a range, or empty for any free port.</summary>
    public string HostPort { get; set; } = "";
}

public sealed class RestartPolicy
{
    /// <summary>Empty or "no", "always", "unless-stopped", "on-failure".</summary>
    public string Name { get; set; } = "";

    public long MaximumRetryCount { get; set; }
}
