using System.Globalization;

namespace Portainer.Engine;

/// <summary>Points in time as the engine takes them in "since" and "until".</summary>
public static class EngineTimestamp
{
    /// <summary>Unix seconds with a fraction as fine as the date has.</summary>
    public static string From(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * 100:D9}");
    }

    /// <summary>The engine knows Unix seconds only; dates are turned into them.</summary>
    internal static string? Normalise(string? text) =>
        text?.Contains('T', StringComparison.Ordinal) == true
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? From(time)
            : text;
}
