using System.Buffers;
using Portainer.Engine;

namespace Portainer.Streaming.Logs;

/// <summary>Receives one line without its line end.</summary>
internal delegate void LineFound(StdStream stream, ReadOnlySpan<byte> line);

/// <summary>
/// Bytes to lines, stdout and stderr apart, split anywhere. A line that never ends is cut at <see cref="LongestLine"/> so that
/// no container can make us hold more.
/// </summary>
internal sealed class LineSplitter(LineFound found)
{
    public const int LongestLine = 64 * 1024;

    /// <summary>The engine stores longer lines in pieces of this many bytes, each with a timestamp of its own.</summary>
    private const int EnginePiece = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _stdout = new(256);
    private readonly ArrayBufferWriter<byte> _stderr = new(256);

    public void Push(StdStream stream, ReadOnlySpan<byte> bytes)
    {
        var open = stream == StdStream.Stderr ? _stderr : _stdout;
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(stream, open, bytes);
                return;
            }

            Finish(stream, open, bytes[..end]);
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>The stream ended: an unfinished line is a line.</summary>
    public void Flush()
    {
        foreach (var (stream, open) in new[] { (StdStream.Stdout, _stdout), (StdStream.Stderr, _stderr) })
        {
            if (open.WrittenCount > 0)
            {
                Finish(stream, open, []);
            }
        }
    }

    private void Keep(StdStream stream, ArrayBufferWriter<byte> open, ReadOnlySpan<byte> bytes)
    {
        while (open.WrittenCount + bytes.Length >= LongestLine)
        {
            var room = LongestLine - open.WrittenCount;
            Finish(stream, open, bytes[..room]);
            bytes = bytes[room..];
        }

        open.Write(bytes);
    }

    private void Finish(StdStream stream, ArrayBufferWriter<byte> open, ReadOnlySpan<byte> rest)
    {
        if (open.WrittenCount == 0)
        {
            Tell(stream, rest);
            return;
        }

        open.Write(rest);
        Tell(stream, open.WrittenSpan);
        open.ResetWrittenCount();
    }

    private void Tell(StdStream stream, ReadOnlySpan<byte> line)
    {
        if (line.Length > 0 && line[^1] == (byte)'\r')
        {
            line = line[..^1];
        }

        if (line.Length > EnginePiece)
        {
            line = WithoutInnerTimestamps(line);
        }

        found(stream, line);
    }

    private static ReadOnlySpan<byte> WithoutInnerTimestamps(ReadOnlySpan<byte> line)
    {
        var clean = new ArrayBufferWriter<byte>(line.Length);
        var stamp = TimestampLength(line);
        clean.Write(line[..stamp]);
        line = line[stamp..];
        while (stamp > 0 && line.Length > EnginePiece)
        {
            clean.Write(line[..EnginePiece]);
            line = line[EnginePiece..];
            stamp = TimestampLength(line);
            line = line[stamp..];
        }

        clean.Write(line);
        return clean.WrittenSpan;
    }

    /// <summary>Length of a leading "2026-11-21T02:45:52.123456789Z " or 0.</summary>
    private static int TimestampLength(ReadOnlySpan<byte> line)
    {
        var end = line[..Math.Min(line.Length, 40)].IndexOf((byte)' ');
        return end >= 20 && line[4] == '-' && line[7] == '-' && line[10] == 'T' && line[13] == ':' ? end + 1 : 0;
    }
}
