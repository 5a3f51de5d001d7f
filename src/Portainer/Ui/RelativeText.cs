using System.Globalization;

namespace Portainer.Ui;

/// <summary>"3 minutes ago", in the words client/src/shell/time.ts goes on ticking with.</summary>
internal static class RelativeText
{
    private static readonly (long Seconds, string Unit)[] Units =
    [
        (31_557_600, "year"), (2_629_800, "month"), (604_800, "week"), (86_400, "day"), (3_600, "hour"), (60, "minute"),
    ];

    public static string Describe(DateTimeOffset moment, DateTimeOffset now)
    {
        var seconds = (long)Math.Floor((now - moment).TotalSeconds);
        var span = Span(Math.Abs(seconds));
        return span is null ? "just now" : seconds > 0 ? $"{span} ago" : $"in {span}";
    }

    /// <summary>The largest unit that fits: "2 hours"; null below ten seconds.</summary>
    public static string? Span(long seconds)
    {
        foreach (var (size, unit) in Units)
        {
            if (seconds >= size)
            {
                return Count(seconds / size, unit);
            }
        }

        return seconds < 10 ? null : Count(seconds, "second");
    }

    /// <summary>A length of time to the second: "42 s", "1 m 05 s", "2 h 03 m".</summary>
    public static string Elapsed(TimeSpan length)
    {
        var seconds = Math.Max(0, (long)length.TotalSeconds);
        return seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s")
            : seconds < 3600 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} m {seconds % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds / 60 % 60:00} m");
    }

    public static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Count(long count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")}";
}
