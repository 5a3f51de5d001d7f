using System.Text;

namespace Portainer.Engine;

/// <summary>The members of a statistics sample that <see cref="UsageReader"/> keeps, and where they stand.</summary>
internal enum UsageField : byte
{
    None,

    // Objects and lists.
    Sample,
    Cpu,
    PreCpu,
    CpuUsage,
    PreCpuUsage,
    Memory,
    MemoryCounters,
    Networks,
    Network,
    Block,
    BlockEntry,
    Pids,
    Storage,
    CpuList,
    BlockEntries,

    // Texts and moments.
    Read,
    PreRead,
    BlockOp,
    Name,

    // Counters.
    Processors,
    CpuSystem,
    CpuOnline,
    CpuTotal,
    PreCpuSystem,
    PreCpuTotal,
    MemoryUsage,
    MemoryLimit,
    PrivateWorkingSet,
    TotalInactiveFile,
    InactiveFile,
    Received,
    Sent,
    BlockValue,
    PidsCurrent,
    BytesRead,
    BytesWritten,
}

internal static class UsageFields
{
    public static bool IsObject(UsageField field) => field is >= UsageField.Sample and <= UsageField.Storage;

    public static bool IsList(UsageField field) => field is UsageField.CpuList or UsageField.BlockEntries;

    public static UsageField ElementOf(UsageField list) => list == UsageField.BlockEntries ? UsageField.BlockEntry : UsageField.None;

    /// <summary>What a member of an object is; None when nobody needs it.</summary>
    public static UsageField Find(UsageField parent, ReadOnlySpan<byte> name) => parent switch
    {
        UsageField.Sample => InSample(name),
        UsageField.Cpu => InCpu(name, UsageField.CpuUsage, UsageField.CpuSystem, UsageField.CpuOnline),
        UsageField.PreCpu => InCpu(name, UsageField.PreCpuUsage, UsageField.PreCpuSystem, UsageField.None),
        UsageField.CpuUsage => Is(name, "total_usage"u8) ? UsageField.CpuTotal : Is(name, "percpu_usage"u8) ? UsageField.CpuList : UsageField.None,
        UsageField.PreCpuUsage => Is(name, "total_usage"u8) ? UsageField.PreCpuTotal : UsageField.None,
        UsageField.Memory => InMemory(name),
        UsageField.MemoryCounters => name.SequenceEqual("total_inactive_file"u8) ? UsageField.TotalInactiveFile
            : name.SequenceEqual("inactive_file"u8) ? UsageField.InactiveFile : UsageField.None,
        UsageField.Networks => UsageField.Network,
        UsageField.Network => Is(name, "rx_bytes"u8) ? UsageField.Received : Is(name, "tx_bytes"u8) ? UsageField.Sent : UsageField.None,
        UsageField.Block => Is(name, "io_service_bytes_recursive"u8) ? UsageField.BlockEntries : UsageField.None,
        UsageField.BlockEntry => Is(name, "op"u8) ? UsageField.BlockOp : Is(name, "value"u8) ? UsageField.BlockValue : UsageField.None,
        UsageField.Pids => Is(name, "current"u8) ? UsageField.PidsCurrent : UsageField.None,
        UsageField.Storage => Is(name, "read_size_bytes"u8) ? UsageField.BytesRead : Is(name, "write_size_bytes"u8) ? UsageField.BytesWritten : UsageField.None,
        _ => UsageField.None,
    };

    private static UsageField InSample(ReadOnlySpan<byte> name) => name switch
    {
        _ when Is(name, "read"u8) => UsageField.Read,
        _ when Is(name, "preread"u8) => UsageField.PreRead,
        _ when Is(name, "name"u8) => UsageField.Name,
        _ when Is(name, "cpu_stats"u8) => UsageField.Cpu,
        _ when Is(name, "precpu_stats"u8) => UsageField.PreCpu,
        _ when Is(name, "memory_stats"u8) => UsageField.Memory,
        _ when Is(name, "networks"u8) => UsageField.Networks,
        _ when Is(name, "blkio_stats"u8) => UsageField.Block,
        _ when Is(name, "pids_stats"u8) => UsageField.Pids,
        _ when Is(name, "storage_stats"u8) => UsageField.Storage,
        _ when Is(name, "num_procs"u8) => UsageField.Processors,
        _ => UsageField.None,
    };

    private static UsageField InCpu(ReadOnlySpan<byte> name, UsageField usage, UsageField system, UsageField online) => name switch
    {
        _ when Is(name, "cpu_usage"u8) => usage,
        _ when Is(name, "system_cpu_usage"u8) => system,
        _ when Is(name, "online_cpus"u8) => online,
        _ => UsageField.None,
    };

    private static UsageField InMemory(ReadOnlySpan<byte> name) => name switch
    {
        _ when Is(name, "usage"u8) => UsageField.MemoryUsage,
        _ when Is(name, "limit"u8) => UsageField.MemoryLimit,
        _ when Is(name, "stats"u8) => UsageField.MemoryCounters,
        _ when Is(name, "privateworkingset"u8) => UsageField.PrivateWorkingSet,
        _ => UsageField.None,
    };

    /// <summary>Case does not matter to Go either.</summary>
    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);
}
