namespace Portainer.Engine;

/// <summary>The figures of <c>docker stats</c>, by the CLI's own formulas.</summary>
public static class ContainerStatistics
{
    /// <summary>Per cent of one CPU (400 is four full CPUs); 0 when the sample has no predecessor.</summary>
    public static double CpuPercent(ContainerStatsResponse sample)
    {
        if (IsWindows(sample))
        {
            return WindowsCpuPercent(sample);
        }

        var previous = sample.PreCPUStats;
        if (previous.SystemUsage == 0)
        {
            return 0;
        }

        var cpu = (double)sample.CPUStats.CPUUsage.TotalUsage - previous.CPUUsage.TotalUsage;
        var system = (double)sample.CPUStats.SystemUsage - previous.SystemUsage;
        return cpu > 0 && system > 0 ? cpu / system * OnlineCpus(sample) * 100 : 0;
    }

    /// <summary>CPUs the container could use; engines before API 1.27 do not say, their per-CPU list does.</summary>
    public static int OnlineCpus(ContainerStatsResponse sample) =>
        sample.CPUStats.OnlineCPUs > 0 ? (int)sample.CPUStats.OnlineCPUs : sample.CPUStats.CPUUsage.PercpuUsage.Count;

    /// <summary>Bytes used without inactive page cache (<c>total_inactive_file</c> on cgroup v1, <c>inactive_file</c> on v2).</summary>
    public static ulong MemoryUsed(ContainerStatsResponse sample)
    {
        if (IsWindows(sample))
        {
            return sample.MemoryStats.Privateworkingset;
        }

        var cache = MemoryCache(sample);
        return sample.MemoryStats.Usage - cache;
    }

    /// <summary>Bytes of page cache that <see cref="MemoryUsed"/> leaves out; 0 where the engine does not tell (Podman).</summary>
    public static ulong MemoryCache(ContainerStatsResponse sample)
    {
        var memory = sample.MemoryStats;
        if (memory.Stats.TryGetValue("total_inactive_file", out var v1) && v1 < memory.Usage)
        {
            return v1;
        }

        return memory.Stats.TryGetValue("inactive_file", out var v2) && v2 < memory.Usage ? v2 : 0;
    }

    /// <summary>Bytes; the host's memory when the container has no limit, 0 when unknown.</summary>
    public static ulong MemoryLimit(ContainerStatsResponse sample) => sample.MemoryStats.Limit;

    /// <summary>Per cent of the limit; 0 when the limit is unknown.</summary>
    public static double MemoryPercent(ContainerStatsResponse sample) =>
        sample.MemoryStats.Limit == 0 ? 0 : (double)MemoryUsed(sample) / sample.MemoryStats.Limit * 100;

    /// <summary>Bytes received and sent since the container started, over all interfaces.</summary>
    public static (ulong Received, ulong Sent) Network(ContainerStatsResponse sample)
    {
        ulong received = 0, sent = 0;
        foreach (var network in sample.Networks.Values)
        {
            received += network.RxBytes;
            sent += network.TxBytes;
        }

        return (received, sent);
    }

    /// <summary>Bytes read from and written to block devices since the container started.</summary>
    public static (ulong Read, ulong Written) BlockIo(ContainerStatsResponse sample)
    {
        ulong read = sample.StorageStats.ReadSizeBytes, written = sample.StorageStats.WriteSizeBytes;
        foreach (var entry in sample.BlkioStats.IoServiceBytesRecursive)
        {
            switch (entry.Op)
            {
                case ['r' or 'R', ..]:
                    read += entry.Value;
                    break;
                case ['w' or 'W', ..]:
                    written += entry.Value;
                    break;
            }
        }

        return (read, written);
    }

    /// <summary>Processes and threads.</summary>
    public static ulong Pids(ContainerStatsResponse sample) => sample.PidsStats.Current;

    private static bool IsWindows(ContainerStatsResponse sample) => sample.NumProcs > 0;

    private static double WindowsCpuPercent(ContainerStatsResponse sample)
    {
        if (sample.Read is not { } read || sample.PreRead is not { } before)
        {
            return 0;
        }

        // TimeSpan ticks are the 100 ns intervals Windows counts in.
        var possible = (double)(read - before).Ticks * sample.NumProcs;
        var used = (double)sample.CPUStats.CPUUsage.TotalUsage - sample.PreCPUStats.CPUUsage.TotalUsage;
        return possible > 0 && used > 0 ? used / possible * 100 : 0;
    }
}
