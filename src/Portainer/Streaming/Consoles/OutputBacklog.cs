using System.Runtime.CompilerServices;

namespace Portainer.Streaming.Consoles;

/// <summary>
/// Output that a terminal has not yet drawn. Its writer waits while more than <see cref="MostCharacters"/> are outstanding:
/// nothing is read from the engine then, and the engine slows the program down. Items stay until acknowledged, so that a
/// terminal that lost its connection can be given them again.
/// </summary>
internal sealed class OutputBacklog
{
    public const int MostCharacters = 512 * 1024;

    private readonly Lock _lock = new();
    /// <summary>Item number n stands at _head + n - _first; what is before _head was acknowledged.</summary>
    private readonly List<string> _items = [];
    private readonly Pulse _room = new();
    private Pulse _added = new();
    private int _head;
    private long _first = 1;
    private long _last;
    private long _characters;
    private bool _completed;

    /// <summary>Characters of output not yet acknowledged.</summary>
    public long Outstanding
    {
        get
        {
            lock (_lock)
            {
                return _characters;
            }
        }
    }

    /// <summary>Adds output as soon as there is room.</summary>
    public async ValueTask WriteAsync(string item, CancellationToken cancellationToken)
    {
        while (Outstanding >= MostCharacters)
        {
            await _room.WaitAsync(cancellationToken);
        }

        Add(item);
    }

    /// <summary>Adds a short item of ours, room or not.</summary>
    public void Add(string item)
    {
        lock (_lock)
        {
            _items.Add(item);
            _characters += item.Length;
            _last++;
        }

        _added.Set();
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
        }

        _added.Set();
    }

    /// <summary>The terminal has drawn everything up to item <paramref name="number"/>.</summary>
    public void Acknowledge(long number)
    {
        lock (_lock)
        {
            while (_first <= Math.Min(number, _last))
            {
                _characters -= _items[_head].Length;
                _items[_head++] = "";
                _first++;
            }

            Compact();
        }

        _room.Set();
    }

    /// <summary>Items after number <paramref name="received"/>, then new ones. A later reader takes the place of an earlier one.</summary>
    public async IAsyncEnumerable<string> ReadAsync(long received, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Acknowledge(received);
        var mine = new Pulse();
        Interlocked.Exchange(ref _added, mine).Set();
        while (mine == _added)
        {
            if (Next(received, out var item))
            {
                received++;
                yield return item;
            }
            else if (_completed)
            {
                yield break;
            }
            else
            {
                await mine.WaitAsync(cancellationToken);
            }
        }
    }

    private bool Next(long received, out string item)
    {
        lock (_lock)
        {
            var found = received < _last;
            item = found ? _items[_head + (int)(Math.Max(received + 1, _first) - _first)] : "";
            return found;
        }
    }

    /// <summary>Only when half of the list is over, so that each item is moved once on average.</summary>
    private void Compact()
    {
        if (_head * 2 >= _items.Count)
        {
            _items.RemoveRange(0, _head);
            _head = 0;
        }
    }
}
