using System.Globalization;
using System.Text.RegularExpressions;

namespace Portainer.Containers.Create;

/// <summary>Amounts of memory as the docker CLI takes them: 512, 64k, 128m, 1.5g, 1gib. A plain number is bytes.</summary>
internal static partial class ByteAmount
{
    private const string Units = "kmgtp";

    /// <summary>Null when it cannot be read.</summary>
    public static long? Parse(string text)
    {
        var match = Amount().Match(text.Trim());
        if (!match.Success || !decimal.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = match.Groups[2].Value.ToLowerInvariant();
        var factor = unit.Length == 0 ? 1 : (decimal)Math.Pow(1024, Units.IndexOf(unit, StringComparison.Ordinal) + 1);
        return number > long.MaxValue / factor ? null : (long)(number * factor);
    }

    /// <summary>The shortest text that is exactly this many bytes.</summary>
    public static string Format(long bytes)
    {
        var unit = -1;
        while (bytes != 0 && bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + (unit < 0 ? "" : Units[unit]);
    }

    [GeneratedRegex("^([0-9]+(?:\\.[0-9]+)?) ?([kmgtp])?i?b?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
