using Portainer.Engine;

namespace Portainer.Streaming.Stats;

/// <summary>One sample of one container as the browser gets it. Sizes in bytes; traffic since the container started.</summary>
/// <param name="Time">Milliseconds since 1970 by the engine's clock.</param>
/// <param name="Cpu">Per cent of one CPU.</param>
public sealed record StatsSample(
    string Id, string Name, long Time, double Cpu, int Cpus, ulong Memory, ulong Limit, double MemoryPercent,
    ulong Received, ulong Sent, ulong Read, ulong Written, ulong Pids)
{
    /// <summary>Null for the empty samples an engine sends of a container that does not run.</summary>
    public static StatsSample? From(string id, string name, ContainerStatsResponse stats, DateTimeOffset now)
    {
        if (stats.MemoryStats.Usage == 0 && stats.CPUStats.CPUUsage.TotalUsage == 0)
        {
            return null;
        }

        var network = ContainerStatistics.Network(stats);
        var block = ContainerStatistics.BlockIo(stats);
        return new(
            id, name, (stats.Read ?? now).ToUnixTimeMilliseconds(), ContainerStatistics.CpuPercent(stats), ContainerStatistics.OnlineCpus(stats),
            ContainerStatistics.MemoryUsed(stats), ContainerStatistics.MemoryLimit(stats), ContainerStatistics.MemoryPercent(stats),
            network.Received, network.Sent, block.Read, block.Written, ContainerStatistics.Pids(stats));
    }
}

/// <summary>What a stats stream carries: a sample, or why there is none just now.</summary>
public sealed record StatsUpdate(StatsSample? Sample, string? Problem);

/// <summary>All running containers of an engine that have a sample.</summary>
/// <param name="Running">How many run, with or without a sample.</param>
public sealed record EngineStatsUpdate(int Running, IReadOnlyList<StatsSample> Rows, string? Problem);

/// <summary>The processes of a container, or why there are none to show.</summary>
public sealed record ProcessUpdate(IList<string> Titles, IList<IList<string>> Processes, string? Problem);
