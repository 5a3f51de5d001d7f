using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui.Table;

namespace Portainer.Registries.Browse;

/// <summary>
/// Rows whose details are read one by one: those on screen first, a few at once, each once. A registry may hold thousands of tags
/// and wants a request or more for each.
/// </summary>
internal sealed class LazyRows<TRow>(Func<string, TRow> blank, Func<string, CancellationToken, Task<TRow>> read, Func<string, string, TRow> failed, TimeProvider time) : IDisposable
    where TRow : class
{
    private const int AtOnce = 6;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<string> _names = [];
    private readonly Dictionary<string, TRow> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _wanted = new();
    private IReadOnlyList<TRow>? _snapshot;
    private int _running;

    /// <summary>A row was added or read.</summary>
    public ChangeSignal Changes { get; } = new(time);

    public int ReadCount
    {
        get
        {
            lock (_lock)
            {
                return _read.Count;
            }
        }
    }

    public IReadOnlyList<TRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return _snapshot ??= [.. _names.Select(name => _rows[name])];
            }
        }
    }

    public void Add(IEnumerable<string> names)
    {
        lock (_lock)
        {
            foreach (var name in names.Where(name => _rows.TryAdd(name, blank(name))))
            {
                _names.Add(name);
            }

            _names.Sort(NaturalComparer.Instance);
            _snapshot = null;
        }

        Changes.Notify();
    }

    /// <summary>The row came on screen. One that is there already is read too, as soon as others are done.</summary>
    public void Want(string name)
    {
        lock (_lock)
        {
            if (!_read.Contains(name))
            {
                _wanted.AddLast(name);
            }
        }

        Pump();
    }

    /// <summary>It left the screen before its turn.</summary>
    public void Forget(string name)
    {
        lock (_lock)
        {
            _wanted.Remove(name);
        }
    }

    /// <summary>Every row: an order by what has to be read first wants them all.</summary>
    public void WantAll()
    {
        lock (_lock)
        {
            var waiting = _wanted.ToHashSet(StringComparer.Ordinal);
            foreach (var name in _names.Where(name => !_read.Contains(name) && !waiting.Contains(name)))
            {
                _wanted.AddLast(name);
            }
        }

        Pump();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _leaving.Cancel();
            _leaving.Dispose();
        }
    }

    private void Pump()
    {
        while (Next() is { } name)
        {
            _ = ReadAsync(name.Row, name.Leaving);
        }
    }

    private (string Row, CancellationToken Leaving)? Next()
    {
        lock (_lock)
        {
            while (!_leaving.IsCancellationRequested && _running < AtOnce && _wanted.First is { } first)
            {
                _wanted.RemoveFirst();
                if (_rows.ContainsKey(first.Value) && _read.Add(first.Value))
                {
                    _running++;
                    return (first.Value, _leaving.Token);
                }
            }

            return null;
        }
    }

    private async Task ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            // Off the page's own thread of work: parsing is not free.
            Put(name, await Task.Run(() => read(name, cancellationToken), cancellationToken));
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Put(name, failed(name, failure.Message));
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            lock (_lock)
            {
                _running--;
            }

            Pump();
        }
    }

    private void Put(string name, TRow row)
    {
        lock (_lock)
        {
            _rows[name] = row;
            _snapshot = null;
        }

        Changes.Notify();
    }
}
