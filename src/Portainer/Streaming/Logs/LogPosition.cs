using System.Globalization;
using System.Text;

namespace Portainer.Streaming.Logs;

/// <summary>
/// How far a log has been read: the newest timestamp and how many lines carried it. The engine's <c>since</c> includes its
/// moment, so reading again from there repeats exactly those lines, and <see cref="Passes"/> leaves them out.
/// </summary>
internal sealed class LogPosition
{
    private const int LongestTimestamp = 40;
    private readonly byte[] _time = new byte[LongestTimestamp];
    private int _length;
    private int _seen;
    private int _skip;

    public LogPosition(string time, int seen)
    {
        if (time.Length is > 0 and <= LongestTimestamp && Encoding.UTF8.GetByteCount(time) == time.Length)
        {
            _length = Encoding.ASCII.GetBytes(time, _time);
            _seen = _skip = Math.Max(0, seen);
        }
    }

    /// <summary>Timestamp of the newest line, as the engine wrote it; empty before the first.</summary>
    public string Time => Encoding.ASCII.GetString(_time, 0, _length);

    /// <summary>How many lines carried it.</summary>
    public int Seen => _seen;

    /// <summary>The next lines come from a new request that starts at <see cref="Since"/>.</summary>
    public void Rewind() => _skip = _seen;

    /// <summary>Unix seconds with all nine digits: a date type of ours would round to 100 ns and repeat or lose lines.</summary>
    public string? Since()
    {
        var time = Time;
        if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return null;
        }

        var point = time.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? "" : new string([.. time.Skip(point + 1).TakeWhile(char.IsAsciiDigit)]);
        var seconds = DateTimeOffset.Parse(point < 0 ? time : time.Remove(point, digits.Length + 1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return $"{seconds.ToUnixTimeSeconds()}.{digits.PadRight(9, '0')}";
    }

    /// <summary>Takes note of a line "timestamp text"; false when it was delivered before.</summary>
    public bool Passes(ReadOnlySpan<byte> line)
    {
        var end = line[..Math.Min(line.Length, LongestTimestamp)].IndexOf((byte)' ');
        if (end <= 0)
        {
            return true;
        }

        var time = line[..end];
        if (!time.SequenceEqual(_time.AsSpan(0, _length)))
        {
            time.CopyTo(_time);
            _length = end;
            _seen = 1;
            _skip = 0;
            return true;
        }

        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        _seen++;
        return true;
    }

    /// <summary>Whether the newest line is from <paramref name="moment"/> ("2026-11-21T02:45:52") or later.</summary>
    public bool Reached(ReadOnlySpan<byte> moment) => _length >= moment.Length && _time.AsSpan(0, moment.Length).SequenceCompareTo(moment) >= 0;
}
