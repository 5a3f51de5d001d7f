using System.Runtime.CompilerServices;

namespace Portainer.Engine;

/// <summary>A <see cref="ContainerUsage"/> in the making.</summary>
internal struct UsageDraft
{
    private Counters _counters;
    private bool _hasTotalInactiveFile;
    private int _cpus;

    public string Name { get; set; }

    public DateTimeOffset? Read { get; set; }

    public DateTimeOffset? PreRead { get; set; }

    /// <summary>First letter of what the entry at hand counts.</summary>
    public byte BlockOp { get; set; }

    public void Keep(UsageField field, ulong value)
    {
        _hasTotalInactiveFile |= field == UsageField.TotalInactiveFile;
        _counters[(int)field] = IsSum(field) ? _counters[(int)field] + value : value;
    }

    public void BeginElement(UsageField list)
    {
        _cpus += list == UsageField.CpuList ? 1 : 0;
        (BlockOp, _counters[(int)UsageField.BlockValue]) = (default, 0);
    }

    public void EndElement(UsageField list)
    {
        var field = BlockOp switch
        {
            (byte)'r' or (byte)'R' => UsageField.BytesRead,
            (byte)'w' or (byte)'W' => UsageField.BytesWritten,
            _ => UsageField.None,
        };
        if (list == UsageField.BlockEntries && field != UsageField.None)
        {
            _counters[(int)field] += _counters[(int)UsageField.BlockValue];
        }
    }

    public readonly ContainerUsage Finish() => new()
    {
        Name = Name,
        Read = Read,
        PreRead = PreRead,
        Cpu = new(Of(UsageField.CpuTotal), Of(UsageField.CpuSystem), (uint)Of(UsageField.CpuOnline), _cpus),
        PreCpu = new(Of(UsageField.PreCpuTotal), Of(UsageField.PreCpuSystem), 0, 0),
        MemoryUsage = Of(UsageField.MemoryUsage),
        MemoryLimit = Of(UsageField.MemoryLimit),
        HasTotalInactiveFile = _hasTotalInactiveFile,
        TotalInactiveFile = Of(UsageField.TotalInactiveFile),
        InactiveFile = Of(UsageField.InactiveFile),
        PrivateWorkingSet = Of(UsageField.PrivateWorkingSet),
        Received = Of(UsageField.Received),
        Sent = Of(UsageField.Sent),
        BytesRead = Of(UsageField.BytesRead),
        BytesWritten = Of(UsageField.BytesWritten),
        Pids = Of(UsageField.PidsCurrent),
        WindowsProcessors = (uint)Of(UsageField.Processors),
    };

    private readonly ulong Of(UsageField field) => _counters[(int)field];

    /// <summary>Over interfaces, or over what the two kinds of engines tell in two places.</summary>
    private static bool IsSum(UsageField field) => field is UsageField.Received or UsageField.Sent or UsageField.BytesRead or UsageField.BytesWritten;

    [InlineArray((int)UsageField.BytesWritten + 1)]
    private struct Counters
    {
        private ulong _first;
    }
}
