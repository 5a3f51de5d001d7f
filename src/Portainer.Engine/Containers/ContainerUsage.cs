namespace Portainer.Engine;

/// <summary>What <c>docker stats</c> shows of one sample, by the CLI's own formulas, with nothing allocated for the rest of it.</summary>
public readonly record struct ContainerUsage
{
    /// <summary>With the engine's leading slash.</summary>
    public string Name { get; init; }

    /// <summary>By the engine's clock.</summary>
    public DateTimeOffset? Read { get; init; }

    public DateTimeOffset? PreRead { get; init; }

    public CpuCounters Cpu { get; init; }

    public CpuCounters PreCpu { get; init; }

    /// <summary>Bytes, page cache included.</summary>
    public ulong MemoryUsage { get; init; }

    /// <summary>Bytes; the host's memory when the container has no limit, 0 when unknown.</summary>
    public ulong MemoryLimit { get; init; }

    /// <summary>Bytes; cgroup v1.</summary>
    public ulong TotalInactiveFile { get; init; }

    /// <summary>Bytes; cgroup v2.</summary>
    public ulong InactiveFile { get; init; }

    /// <summary>Bytes; Windows.</summary>
    public ulong PrivateWorkingSet { get; init; }

    /// <summary>Bytes since the container started, over all interfaces.</summary>
    public ulong Received { get; init; }

    public ulong Sent { get; init; }

    /// <summary>Bytes since the container started, over all block devices.</summary>
    public ulong BytesRead { get; init; }

    public ulong BytesWritten { get; init; }

    /// <summary>Processes and threads.</summary>
    public ulong Pids { get; init; }

    /// <summary>Processors of the host; only Windows says.</summary>
    public uint WindowsProcessors { get; init; }

    /// <summary>An engine sends samples without figures of a container that does not run.</summary>
    public bool IsEmpty => MemoryUsage == 0 && Cpu.Total == 0;

    /// <summary>CPUs the container could use; engines before API 1.27 do not say, their per-CPU list does.</summary>
    public int OnlineCpus => Cpu.Online > 0 ? (int)Cpu.Online : Cpu.Listed;

    /// <summary>Per cent of one CPU (400 is four full CPUs); 0 when the sample has no predecessor.</summary>
    public double CpuPercent
    {
        get
        {
            if (IsWindows)
            {
                return WindowsCpuPercent;
            }

            var system = (double)Cpu.System - PreCpu.System;
            return PreCpu.System > 0 && CpuSpent > 0 && system > 0 ? CpuSpent / system * OnlineCpus * 100 : 0;
        }
    }

    /// <summary>Bytes used without inactive page cache.</summary>
    public ulong MemoryUsed => IsWindows ? PrivateWorkingSet : MemoryUsage - MemoryCache;

    /// <summary>Bytes of page cache that <see cref="MemoryUsed"/> leaves out; 0 where the engine does not tell (Podman).</summary>
    public ulong MemoryCache
    {
        get
        {
            if (HasTotalInactiveFile && TotalInactiveFile < MemoryUsage)
            {
                return TotalInactiveFile;
            }

            return InactiveFile < MemoryUsage ? InactiveFile : 0;
        }
    }

    /// <summary>Per cent of the limit; 0 when the limit is unknown.</summary>
    public double MemoryPercent => MemoryLimit == 0 ? 0 : (double)MemoryUsed / MemoryLimit * 100;

    /// <summary>On cgroup v1 it may be there and be zero.</summary>
    internal bool HasTotalInactiveFile { get; init; }

    private bool IsWindows => WindowsProcessors > 0;

    private double CpuSpent => (double)Cpu.Total - PreCpu.Total;

    private double WindowsCpuPercent
    {
        get
        {
            // TimeSpan ticks are the 100 ns intervals Windows counts in.
            var possible = Read - PreRead is { } span ? (double)span.Ticks * WindowsProcessors : 0;
            return possible > 0 && CpuSpent > 0 ? CpuSpent / possible * 100 : 0;
        }
    }
}

/// <summary>Processor time in nanoseconds (100 ns on Windows).</summary>
/// <param name="Total">Of the container.</param>
/// <param name="System">Of all CPUs of the host.</param>
/// <param name="Online">CPUs, or 0 when the engine does not say.</param>
/// <param name="Listed">Entries of the per-CPU list.</param>
public readonly record struct CpuCounters(ulong Total, ulong System, uint Online, int Listed);
