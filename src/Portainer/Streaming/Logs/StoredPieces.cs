using System.Buffers;

namespace Portainer.Streaming.Logs;

/// <summary>
/// The engine stores lines above 16 KiB in pieces and puts a timestamp before each piece when asked for timestamps, so that
/// they turn up inside the line. This takes them out again.
/// </summary>
internal static class StoredPieces
{
    public const int PieceBytes = 16 * 1024;
    private const int ShortestTimestamp = 20;
    private const int LongestTimestamp = 40;

    public static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> line)
    {
        var stamp = TimestampLength(line);
        if (stamp == 0 || line.Length <= stamp + PieceBytes)
        {
            return line;
        }

        var joined = new ArrayBufferWriter<byte>(line.Length);
        joined.Write(line[..stamp]);
        line = line[stamp..];
        while (line.Length > PieceBytes)
        {
            joined.Write(line[..PieceBytes]);
            line = line[PieceBytes..];
            line = line[TimestampLength(line)..];
        }

        joined.Write(line);
        return joined.WrittenSpan;
    }

    /// <summary>Length of a leading "2026-11-21T02:45:52.123456789Z " or 0.</summary>
    private static int TimestampLength(ReadOnlySpan<byte> line)
    {
        var end = line[..Math.Min(line.Length, LongestTimestamp)].IndexOf((byte)' ');
        return end >= ShortestTimestamp && line[4] == '-' && line[7] == '-' && line[10] == 'T' && line[13] == ':' ? end + 1 : 0;
    }
}
