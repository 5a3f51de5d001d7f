namespace Portainer.Engine;

/// <summary>
/// Cuts bytes of interleaved streams into lines, into one reused buffer in the form of <see cref="LogLineBatch"/>. What a
/// stream has not finished yet waits in its own buffer of at most <see cref="LogLineOptions.MaxLineBytes"/>.
/// </summary>
internal sealed class LineAssembler(LogLineOptions options)
{
    private readonly PartialLine _stdout = new(options.MaxLineBytes);
    private readonly PartialLine _stderr = new(options.MaxLineBytes);
    private byte[] _batch = new byte[16 * 1024];
    private int _length;

    public int LineCount { get; private set; }

    public bool IsFull => LineCount >= options.MaxLines || _length >= options.MaxLineBytes;

    public LogLineBatch Batch => new(_batch.AsMemory(0, _length), LineCount);

    public void Clear() => (_length, LineCount) = (0, 0);

    /// <summary>Takes bytes up to a full batch; returns how many.</summary>
    public int Append(StdStream stream, ReadOnlySpan<byte> bytes)
    {
        var partial = stream == StdStream.Stderr ? _stderr : _stdout;
        var marker = stream == StdStream.Stderr ? LogLineBatch.Stderr : LogLineBatch.Stdout;
        var taken = 0;
        while (taken < bytes.Length && !IsFull)
        {
            var rest = bytes[taken..];
            var end = rest.IndexOf((byte)'\n');
            taken += end < 0 ? KeepPart(partial, marker, rest) : TakeLine(partial, marker, rest[..end]);
        }

        return taken;
    }

    /// <summary>At the end of the stream: lines without a line feed.</summary>
    public void Finish()
    {
        foreach (var (partial, marker) in ((PartialLine, byte)[])[(_stdout, LogLineBatch.Stdout), (_stderr, LogLineBatch.Stderr)])
        {
            if (!partial.IsEmpty)
            {
                Write(marker, partial.Bytes, []);
                partial.Clear();
            }
        }
    }

    private int TakeLine(PartialLine partial, byte marker, ReadOnlySpan<byte> line)
    {
        if (partial.Length + line.Length > options.MaxLineBytes)
        {
            return KeepPart(partial, marker, line);
        }

        Write(marker, partial.Bytes, line);
        partial.Clear();
        return line.Length + 1;
    }

    private int KeepPart(PartialLine partial, byte marker, ReadOnlySpan<byte> part)
    {
        var count = Math.Min(part.Length, options.MaxLineBytes - partial.Length);
        partial.Append(part[..count]);
        if (partial.Length == options.MaxLineBytes)
        {
            var whole = Utf8Boundary.LengthOfWholeCharacters(partial.Bytes);
            Write((byte)(marker + (LogLineBatch.StdoutContinued - LogLineBatch.Stdout)), partial.Bytes[..whole], []);
            partial.RemoveFirst(whole);
        }

        return count;
    }

    private void Write(byte marker, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var needed = _length + first.Length + second.Length + 2;
        if (needed > _batch.Length)
        {
            Array.Resize(ref _batch, Math.Max(needed, _batch.Length * 2));
        }

        var target = _batch.AsSpan(_length);
        target[0] = marker;
        first.CopyTo(target[1..]);
        second.CopyTo(target[(1 + first.Length)..]);
        var length = 1 + first.Length + second.Length;

        // A terminal ends its lines with CR LF.
        if (length > 1 && target[length - 1] == '\r' && marker is LogLineBatch.Stdout or LogLineBatch.Stderr)
        {
            length--;
        }

        target[length] = (byte)'\n';
        _length += length + 1;
        LineCount++;
    }

    private sealed class PartialLine(int capacity)
    {
        private byte[] _bytes = [];

        public int Length { get; private set; }

        public bool IsEmpty => Length == 0;

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

        public void Append(ReadOnlySpan<byte> part)
        {
            if (Length + part.Length > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Min(capacity, Math.Max(Length + part.Length, Math.Max(256, _bytes.Length * 2))));
            }

            part.CopyTo(_bytes.AsSpan(Length));
            Length += part.Length;
        }

        public void RemoveFirst(int count)
        {
            _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
            Length -= count;
        }

        public void Clear() => Length = 0;
    }
}
