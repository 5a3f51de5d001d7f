using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Portainer.Engine;

namespace Portainer.Streaming.Logs;

/// <summary>
/// Lines between an engine and one browser. They are joined to batches (a marker character before each line) that leave after
/// <see cref="FlushInterval"/> or when full. At most <see cref="Capacity"/> bytes wait: while history is read the reader waits
/// for room, while following the oldest batches are dropped and counted, so memory stays flat whatever the container writes.
/// </summary>
internal sealed class LogOutbox(TimeProvider time)
{
    public const int Capacity = 2 * 1024 * 1024;
    public static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Queue<LogBatch> _full = new();
    private readonly Pulse _filled = new();
    private readonly Pulse _drained = new();
    private LogBatch? _open;
    private long _waiting;
    private long _dropped;
    /// <summary>Batches ahead of the word that following begins; negative when there is none to say.</summary>
    private int _untilFollowing = -1;
    private bool _completed;
    private Exception? _failure;

    private enum Supply
    {
        Item,
        Partial,
        Nothing,
        Ended,
    }

    /// <summary>Bytes that wait for the browser.</summary>
    public long Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting;
            }
        }
    }

    public void Add(StdStream stream, ReadOnlySpan<byte> line) => Add(stream == StdStream.Stderr ? (byte)'e' : (byte)'o', line);

    /// <summary>A line of ours among the container's: "container stopped".</summary>
    public void AddNotice(string text) => Add((byte)'n', Encoding.UTF8.GetBytes(text));

    /// <summary>From here on lines are new; tells the browser.</summary>
    public void AddFollowing()
    {
        lock (_lock)
        {
            Seal();
            _untilFollowing = _full.Count;
        }

        _filled.Set();
    }

    /// <summary>No more lines come; <paramref name="failure"/> is thrown to the reader after the last one.</summary>
    public void Complete(Exception? failure = null)
    {
        lock (_lock)
        {
            _completed = true;
            _failure = failure;
        }

        _filled.Set();
    }

    /// <summary>Keeps the bound: waits until the browser has taken enough or, if <paramref name="mayDrop"/>, drops the oldest batches.</summary>
    public async ValueTask MakeRoomAsync(bool mayDrop, CancellationToken cancellationToken)
    {
        while (!HasRoom(mayDrop))
        {
            await _drained.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Batches as strings; "f" when following begins; "d123" before the batch that comes after 123 dropped lines.</summary>
    public async IAsyncEnumerable<string> ReadAsync(AckWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await window.EnterAsync(cancellationToken);
            if (await NextAsync(cancellationToken) is not { } item)
            {
                break;
            }

            yield return item;
        }

        if (_failure is not null)
        {
            throw _failure;
        }
    }

    private async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        var waited = false;
        while (true)
        {
            switch (Take(waited, out var item))
            {
                case Supply.Item:
                    _drained.Set();
                    return item;
                case Supply.Ended:
                    return null;
                case Supply.Partial:
                    await Task.Delay(FlushInterval, time, cancellationToken);
                    waited = true;
                    break;
                default:
                    await _filled.WaitAsync(cancellationToken);
                    break;
            }
        }
    }

    private Supply Take(bool takePartial, out string item)
    {
        lock (_lock)
        {
            item = Announcement() ?? "";
            if (item.Length > 0)
            {
                return Supply.Item;
            }

            if (_full.Count == 0 && (takePartial || _completed))
            {
                Seal();
            }

            if (!TryDequeue(out var batch))
            {
                return _open is not null ? Supply.Partial : _completed ? Supply.Ended : Supply.Nothing;
            }

            item = batch.TakeText();
            return Supply.Item;
        }
    }

    private string? Announcement()
    {
        if (_dropped > 0)
        {
            var count = _dropped;
            _dropped = 0;
            return $"d{count}";
        }

        if (_untilFollowing != 0)
        {
            return null;
        }

        _untilFollowing = -1;
        return "f";
    }

    private bool TryDequeue([MaybeNullWhen(false)] out LogBatch batch)
    {
        if (!_full.TryDequeue(out batch))
        {
            return false;
        }

        _waiting -= batch.Length;
        _untilFollowing -= _untilFollowing > 0 ? 1 : 0;
        return true;
    }

    private bool HasRoom(bool mayDrop)
    {
        lock (_lock)
        {
            while (mayDrop && _waiting > Capacity && TryDequeue(out var oldest))
            {
                _dropped += oldest.Lines;
                oldest.Release();
            }

            return mayDrop || _waiting < Capacity;
        }
    }

    private void Add(byte marker, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (_open?.Fits(line.Length) == false)
            {
                Seal();
            }

            if (_open is null)
            {
                _open = new(line.Length);
                _filled.Set();
            }

            _waiting += _open.Add(marker, line);
        }
    }

    private void Seal()
    {
        if (_open is not null)
        {
            _full.Enqueue(_open);
            _open = null;
        }
    }
}
