using System.Buffers;
using System.Text;

namespace Portainer.Streaming.Logs;

/// <summary>Lines that travel as one string: each with its marker character, joined by newlines. The bytes are pooled.</summary>
internal sealed class LogBatch(int firstLine)
{
    /// <summary>As a string this stays below the 85,000 bytes from which on .NET keeps it among its large objects.</summary>
    public const int MostBytes = 32 * 1024;
    public const int MostLines = 1000;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(MostBytes, firstLine + 1));

    public int Length { get; private set; }

    public int Lines { get; private set; }

    public bool Fits(int line) => Lines < MostLines && Length + line + 2 <= _bytes.Length;

    /// <summary>Adds a line and returns by how many bytes the batch grew.</summary>
    public int Add(byte marker, ReadOnlySpan<byte> line)
    {
        var before = Length;
        if (Lines++ > 0)
        {
            _bytes[Length++] = (byte)'\n';
        }

        _bytes[Length++] = marker;
        line.CopyTo(_bytes.AsSpan(Length));
        Length += line.Length;
        return Length - before;
    }

    public string TakeText()
    {
        var text = Encoding.UTF8.GetString(_bytes, 0, Length);
        Release();
        return text;
    }

    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
