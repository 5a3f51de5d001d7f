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
    public static StatsSample? From(string id, string name, in ContainerUsage usage, DateTimeOffset now) => usage.IsEmpty
        ? null
        : new(
            id, name, (usage.Read ?? now).ToUnixTimeMilliseconds(), usage.CpuPercent, usage.OnlineCpus,
            usage.MemoryUsed, usage.MemoryLimit, usage.MemoryPercent,
            usage.Received, usage.Sent, usage.BytesRead, usage.BytesWritten, usage.Pids);
}

/// <summary>What a stats stream carries: a sample, or why there is none just now.</summary>
public sealed record StatsUpdate(StatsSample? Sample, string? Problem);

/// <summary>All running containers of an engine that have a sample.</summary>
/// <param name="Running">How many run, with or without a sample.</param>
public sealed record EngineStatsUpdate(int Running, IReadOnlyList<StatsSample> Rows, string? Problem);

/// <summary>The processes of a container, or why there are none to show.</summary>
public sealed record ProcessUpdate(IList<string> Titles, IList<IList<string>> Processes, string? Problem);
