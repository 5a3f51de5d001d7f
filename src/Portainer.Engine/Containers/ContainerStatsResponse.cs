using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>One sample of a container's consumption; <see cref="ContainerStatistics"/> turns it into the CLI's figures.</summary>
public sealed class ContainerStatsResponse
{
    /// <summary>Empty on Podman and for one-shot samples of newer engines.</summary>
    public string ID { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>linux or windows; empty before API 1.52.</summary>
    [JsonPropertyName("os_type")]
    public string OSType { get; set; } = "";

    public DateTimeOffset? Read { get; set; }

    /// <summary>Null in the first sample of a stream and in one-shot samples.</summary>
    public DateTimeOffset? PreRead { get; set; }

    [JsonPropertyName("cpu_stats")]
    public CPUStats CPUStats { get; set; } = new();

    [JsonPropertyName("precpu_stats")]
    public CPUStats PreCPUStats { get; set; } = new();

    [JsonPropertyName("memory_stats")]
    public MemoryStats MemoryStats { get; set; } = new();

    /// <summary>By interface.</summary>
    public IDictionary<string, NetworkStats> Networks { get; set; } = new Dictionary<string, NetworkStats>();

    [JsonPropertyName("blkio_stats")]
    public BlkioStats BlkioStats { get; set; } = new();

    [JsonPropertyName("pids_stats")]
    public PidsStats PidsStats { get; set; } = new();

    /// <summary>Windows: processors of the host.</summary>
    [JsonPropertyName("num_procs")]
    public uint NumProcs { get; set; }

    [JsonPropertyName("storage_stats")]
    public StorageStats StorageStats { get; set; } = new();
}

public sealed class CPUStats
{
    [JsonPropertyName("cpu_usage")]
    public CPUUsage CPUUsage { get; set; } = new();

    /// <summary>Nanoseconds of all CPUs of the host.</summary>
    [JsonPropertyName("system_cpu_usage")]
    public ulong SystemUsage { get; set; }

    [JsonPropertyName("online_cpus")]
    public uint OnlineCPUs { get; set; }

    [JsonPropertyName("throttling_data")]
    public ThrottlingData ThrottlingData { get; set; } = new();
}

/// <summary>Nanoseconds; units of 100 ns on Windows.</summary>
public sealed class CPUUsage
{
    [JsonPropertyName("total_usage")]
    public ulong TotalUsage { get; set; }

    [JsonPropertyName("percpu_usage")]
    public IList<ulong> PercpuUsage { get; set; } = [];

    [JsonPropertyName("usage_in_kernelmode")]
    public ulong UsageInKernelmode { get; set; }

    [JsonPropertyName("usage_in_usermode")]
    public ulong UsageInUsermode { get; set; }
}

public sealed class ThrottlingData
{
    public ulong Periods { get; set; }

    [JsonPropertyName("throttled_periods")]
    public ulong ThrottledPeriods { get; set; }

    [JsonPropertyName("throttled_time")]
    public ulong ThrottledTime { get; set; }
}

/// <summary>Bytes.</summary>
public sealed class MemoryStats
{
    /// <summary>Page cache included.</summary>
    public ulong Usage { get; set; }

    [JsonPropertyName("max_usage")]
    public ulong MaxUsage { get; set; }

    /// <summary>The cgroup's own counters by name; they differ between cgroup v1 and v2.</summary>
    public IDictionary<string, ulong> Stats { get; set; } = new Dictionary<string, ulong>();

    public ulong Failcnt { get; set; }

    /// <summary>The host's memory when the container has no limit.</summary>
    public ulong Limit { get; set; }

    public ulong Commitbytes { get; set; }

    public ulong Commitpeakbytes { get; set; }

    public ulong Privateworkingset { get; set; }
}

public sealed class NetworkStats
{
    [JsonPropertyName("rx_bytes")]
    public ulong RxBytes { get; set; }

    [JsonPropertyName("rx_packets")]
    public ulong RxPackets { get; set; }

    [JsonPropertyName("rx_errors")]
    public ulong RxErrors { get; set; }

    [JsonPropertyName("rx_dropped")]
    public ulong RxDropped { get; set; }

    [JsonPropertyName("tx_bytes")]
    public ulong TxBytes { get; set; }

    [JsonPropertyName("tx_packets")]
    public ulong TxPackets { get; set; }

    [JsonPropertyName("tx_errors")]
    public ulong TxErrors { get; set; }

    [JsonPropertyName("tx_dropped")]
    public ulong TxDropped { get; set; }
}

public sealed class BlkioStats
{
    [JsonPropertyName("io_service_bytes_recursive")]
    public IList<BlkioStatEntry> IoServiceBytesRecursive { get; set; } = [];

    [JsonPropertyName("io_serviced_recursive")]
    public IList<BlkioStatEntry> IoServicedRecursive { get; set; } = [];
}

public sealed class BlkioStatEntry
{
    public ulong Major { get; set; }

    public ulong Minor { get; set; }

    /// <summary>"Read" on cgroup v1, "read" on v2.</summary>
    public string Op { get; set; } = "";

    public ulong Value { get; set; }
}

public sealed class PidsStats
{
    public ulong Current { get; set; }

    /// <summary>0 when unlimited.</summary>
    public ulong Limit { get; set; }
}

/// <summary>Windows only; bytes.</summary>
public sealed class StorageStats
{
    [JsonPropertyName("read_size_bytes")]
    public ulong ReadSizeBytes { get; set; }

    [JsonPropertyName("write_size_bytes")]
    public ulong WriteSizeBytes { get; set; }
}
