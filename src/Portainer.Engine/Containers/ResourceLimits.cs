using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>Limits of a container. Memory in bytes, CPU time in nano-CPUs or microseconds; 0 means none.</summary>
public abstract class ResourceLimits
{
    [JsonPropertyName("CpuShares")]
    public long CPUShares { get; set; }

    public long Memory { get; set; }

    public string? CgroupParent { get; set; }

    public ushort BlkioWeight { get; set; }

    public IList<WeightDevice>? BlkioWeightDevice { get; set; }

    public IList<ThrottleDevice>? BlkioDeviceReadBps { get; set; }

    public IList<ThrottleDevice>? BlkioDeviceWriteBps { get; set; }

    public IList<ThrottleDevice>? BlkioDeviceReadIOps { get; set; }

    public IList<ThrottleDevice>? BlkioDeviceWriteIOps { get; set; }

    [JsonPropertyName("CpuPeriod")]
    public long CPUPeriod { get; set; }

    [JsonPropertyName("CpuQuota")]
    public long CPUQuota { get; set; }

    [JsonPropertyName("CpuRealtimePeriod")]
    public long CPURealtimePeriod { get; set; }

    [JsonPropertyName("CpuRealtimeRuntime")]
    public long CPURealtimeRuntime { get; set; }

    public string? CpusetCpus { get; set; }

    public string? CpusetMems { get; set; }

    public IList<DeviceMapping>? Devices { get; set; }

    public IList<string>? DeviceCgroupRules { get; set; }

    public IList<DeviceRequest>? DeviceRequests { get; set; }

    public long MemoryReservation { get; set; }

    /// <summary>Memory plus swap; -1 is unlimited swap.</summary>
    public long MemorySwap { get; set; }

    public long? MemorySwappiness { get; set; }

    /// <summary>CPUs times 10^9.</summary>
    [JsonPropertyName("NanoCpus")]
    public long NanoCPUs { get; set; }

    public bool? OomKillDisable { get; set; }

    public bool? Init { get; set; }

    /// <summary>0 or -1 is unlimited; null leaves it as it is.</summary>
    public long? PidsLimit { get; set; }

    public IList<Ulimit>? Ulimits { get; set; }

    [JsonPropertyName("CpuCount")]
    public long CPUCount { get; set; }

    [JsonPropertyName("CpuPercent")]
    public long CPUPercent { get; set; }

    public ulong IOMaximumIOps { get; set; }

    public ulong IOMaximumBandwidth { get; set; }
}

public sealed class WeightDevice
{
    public string Path { get; set; } = "";

    public ushort Weight { get; set; }
}

public sealed class ThrottleDevice
{
    public string Path { get; set; } = "";

    public ulong Rate { get; set; }
}

public sealed class DeviceMapping
{
    public string PathOnHost { get; set; } = "";

    public string PathInContainer { get; set; } = "";

    public string CgroupPermissions { get; set; } = "";
}

public sealed class DeviceRequest
{
    public string? Driver { get; set; }

    /// <summary>-1 asks for all devices.</summary>
    public int Count { get; set; }

    public IList<string>? DeviceIDs { get; set; }

    public IList<IList<string>>? Capabilities { get; set; }

    public IDictionary<string, string>? Options { get; set; }
}

public sealed class Ulimit
{
    private const string Kernel = "RLIMIT_";

    /// <summary>"nofile". Podman's inspect says RLIMIT_NOFILE, which its own create refuses.</summary>
    public string Name
    {
        get;
        set => field = value?.StartsWith(Kernel, StringComparison.Ordinal) == true ? value[Kernel.Length..].ToLowerInvariant() : value ?? "";
    } = "";

    public long Soft { get; set; }

    public long Hard { get; set; }
}
