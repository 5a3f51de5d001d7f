using System.Text;

namespace Portainer.Engine;

/// <summary>
/// Complete lines as they came in, ready to be shipped in one string. In <see cref="Bytes"/> each line is a marker, the text
/// (UTF-8 as the container wrote it, never split inside a character), and a line feed. Valid until the next batch is asked for.
/// </summary>
public readonly record struct LogLineBatch(ReadOnlyMemory<byte> Bytes, int LineCount)
{
    public const byte Stdout = (byte)'1';
    public const byte Stderr = (byte)'2';

    /// <summary>Like <see cref="Stdout"/>, and the line goes on with the next one of stdout: it was longer than the cap.</summary>
    public const byte StdoutContinued = (byte)'3';

    public const byte StderrContinued = (byte)'4';

    /// <summary>All lines with their markers; what is no UTF-8 becomes U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The lines one by one; costs a string each.</summary>
    public IEnumerable<LogLine> Lines()
    {
        for (var rest = Bytes; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            yield return Line(rest.Span[..end]);
            rest = rest[(end + 1)..];
        }
    }

    private static LogLine Line(ReadOnlySpan<byte> line)
    {
        var stream = line[0] is Stderr or StderrContinued ? StdStream.Stderr : StdStream.Stdout;
        return new(stream, Encoding.UTF8.GetString(line[1..]), line[0] is StdoutContinued or StderrContinued);
    }
}

/// <summary>Bounds of a batch and of a line.</summary>
public sealed record LogLineOptions
{
    public static readonly LogLineOptions Default = new();

    /// <summary>A batch is handed over at this many lines, or as soon as the engine has nothing more to say.</summary>
    public int MaxLines { get; init; } = 200;

    /// <summary>Bytes after which a line is cut in pieces; this much memory per stream at most.</summary>
    public int MaxLineBytes { get; init; } = 256 * 1024;
}
