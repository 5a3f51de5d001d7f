using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portainer.Containers.Create;

/// <summary>Durations as Go and so the docker CLI write them: 30s, 1m30s, 500ms. Held in nanoseconds.</summary>
internal static partial class GoDuration
{
    private static readonly (string Unit, long Nanoseconds)[] Units =
        [("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1)];

    /// <summary>Null when it cannot be read.</summary>
    public static long? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed == "0")
        {
            return 0;
        }

        if (trimmed.Length == 0 || !Whole().IsMatch(trimmed))
        {
            return null;
        }

        return (long)Part().Matches(trimmed).Sum(match =>
            decimal.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Factor(match.Groups[2].Value));
    }

    public static string Format(long nanoseconds)
    {
        var text = new StringBuilder();
        foreach (var (unit, size) in Units)
        {
            if (nanoseconds >= size)
            {
                text.Append(nanoseconds / size).Append(unit);
                nanoseconds %= size;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static long Factor(string unit) => Units.First(entry => entry.Unit == (unit == "µs" ? "us" : unit)).Nanoseconds;

    [GeneratedRegex("^([0-9]+(\\.[0-9]+)?(h|ms|m|s|us|µs|ns))+$")]
    private static partial Regex Whole();

    [GeneratedRegex("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|µs|ns)")]
    private static partial Regex Part();
}
