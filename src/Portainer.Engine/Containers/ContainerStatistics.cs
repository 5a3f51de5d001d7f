namespace Portainer.Engine;

/// <summary>The figures of <c>docker stats</c> of a sample that was read whole; <see cref="ContainerUsage"/> has the formulas.</summary>
public static class ContainerStatistics
{
    /// <summary>Per cent of one CPU (400 is four full CPUs); 0 when the sample has no predecessor.</summary>
    public static double CpuPercent(ContainerStatsResponse sample) => Usage(sample).CpuPercent;

    /// <summary>Bytes used without inactive page cache (<c>total_inactive_file</c> on cgroup v1, <c>inactive_file</c> on v2).</summary>
    public static ulong MemoryUsed(ContainerStatsResponse sample) => Usage(sample).MemoryUsed;

    /// <summary>Bytes; the host's memory when the container has no limit, 0 when unknown.</summary>
    public static ulong MemoryLimit(ContainerStatsResponse sample) => sample.MemoryStats.Limit;

    /// <summary>Per cent of the limit; 0 when the limit is unknown.</summary>
    public static double MemoryPercent(ContainerStatsResponse sample) => Usage(sample).MemoryPercent;

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

    /// <summary>All of them at once.</summary>
    public static ContainerUsage Usage(ContainerStatsResponse sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var memory = sample.MemoryStats;
        var (received, sent) = Network(sample);
        var (read, written) = BlockIo(sample);
        return new()
        {
            Name = sample.Name,
            Read = sample.Read,
            PreRead = sample.PreRead,
            Cpu = Counters(sample.CPUStats),
            PreCpu = Counters(sample.PreCPUStats) with { Online = 0, Listed = 0 },
            MemoryUsage = memory.Usage,
            MemoryLimit = memory.Limit,
            HasTotalInactiveFile = memory.Stats.TryGetValue("total_inactive_file", out var v1),
            TotalInactiveFile = v1,
            InactiveFile = memory.Stats.TryGetValue("inactive_file", out var v2) ? v2 : 0,
            PrivateWorkingSet = memory.Privateworkingset,
            Received = received,
            Sent = sent,
            BytesRead = read,
            BytesWritten = written,
            Pids = Pids(sample),
            WindowsProcessors = sample.NumProcs,
        };
    }

    private static CpuCounters Counters(CPUStats cpu) => new(cpu.CPUUsage.TotalUsage, cpu.SystemUsage, cpu.OnlineCPUs, cpu.CPUUsage.PercpuUsage.Count);
}
