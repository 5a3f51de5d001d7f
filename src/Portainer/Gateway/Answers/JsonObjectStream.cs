namespace Portainer.Gateway;

/// <summary>
/// Takes the objects out of a JSON array, or out of a stream of objects, one at a time and as they stand in it: a list of a thousand
/// containers is never a thousand objects in memory.
/// </summary>
internal sealed class JsonObjectStream(Stream source)
{
    /// <summary>Longer than anything an engine says about one thing.</summary>
    private const int Most = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _at;
    private int _end;
    private int _level;
    private bool _isText;

    /// <summary>The next object, good until the next call; null at the end. <paramref name="wait"/> is called before it has to wait for more.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Func<ValueTask>? wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryFind(out var found))
            {
                return found;
            }

            if (wait is not null)
            {
                await wait();
            }

            if (!await FillAsync(cancellationToken))
            {
                return _level == 0 ? null : throw new EndOfStreamException("The engine's answer breaks off.");
            }
        }
    }

    private bool TryFind(out ReadOnlyMemory<byte> found)
    {
        for (; _at < _end; _at++)
        {
            if (_isText)
            {
                if (!SkipText())
                {
                    break;
                }

                continue;
            }

            switch (_buffer[_at])
            {
                case (byte)'"' when _level > 0:
                    _isText = true;
                    break;
                case (byte)'{':
                    _start = _level++ == 0 ? _at : _start;
                    break;
                case (byte)'}' when --_level == 0:
                    found = _buffer.AsMemory(_start, ++_at - _start);
                    _start = _at;
                    return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>On its way through a text: false when it does not end in what there is.</summary>
    private bool SkipText()
    {
        while (_at < _end)
        {
            var mark = _buffer.AsSpan(_at, _end - _at).IndexOfAny((byte)'"', (byte)'\\');
            if (mark < 0)
            {
                _at = _end;
                return false;
            }

            _at += mark;
            if (_buffer[_at] == '"')
            {
                _isText = false;
                return true;
            }

            if (_at + 1 >= _end)
            {
                return false; // what is escaped has not come yet
            }

            _at += 2;
        }

        return false;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var keep = _level > 0 ? _start : _at;
        _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
        (_start, _at, _end) = (0, _at - keep, _end - keep);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length < Most ? _buffer.Length * 2 : throw new InvalidDataException("The engine's answer about one thing does not end."));
        }

        var count = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        return count > 0;
    }
}
