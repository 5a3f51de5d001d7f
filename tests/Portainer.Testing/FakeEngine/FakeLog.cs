using System.Runtime.CompilerServices;
using Portainer.Engine;

namespace Portainer.Testing;

/// <summary>An entry of a log: what one write of the process was.</summary>
public sealed record FakeLogEntry(StdStream Stream, DateTimeOffset Time, byte[] Bytes);

/// <summary>A container's log; it can be read from the start, from the end, and followed.</summary>
public sealed class FakeLog(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<FakeLogEntry> _entries = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _complete;

    /// <summary>Lines made up on reading instead of kept: a long log costs no memory.</summary>
    public int GeneratedLines { get; set; }

    public void Append(StdStream stream, byte[] bytes) => Append(new FakeLogEntry(stream, clock.GetUtcNow(), bytes));

    public void Append(FakeLogEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            _complete = false;
            Wake();
        }
    }

    /// <summary>Followers come to an end.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            Wake();
        }
    }

    public async IAsyncEnumerable<FakeLogEntry> ReadAsync(int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = Math.Max(0, GeneratedLines - (tail ?? int.MaxValue)); i < GeneratedLines; i++)
        {
            yield return new(StdStream.Stdout, clock.GetUtcNow(), System.Text.Encoding.UTF8.GetBytes(
                $"line {i + 1} of a log that was made up while it was read, padded to about ninety bytes\n"));
        }

        var at = tail is { } count ? Math.Max(0, Count - count) : 0;
        while (true)
        {
            var (entries, more, complete) = After(at);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            at += entries.Count;
            if (!follow || (complete && entries.Count == 0))
            {
                yield break;
            }

            if (!complete)
            {
                await more.WaitAsync(cancellationToken);
            }
        }
    }

    private int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    private (List<FakeLogEntry> Entries, Task More, bool Complete) After(int at)
    {
        lock (_lock)
        {
            return (_entries[at..], _more.Task, _complete);
        }
    }

    private void Wake()
    {
        _more.SetResult();
        _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
