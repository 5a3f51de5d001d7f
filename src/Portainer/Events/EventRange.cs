using System.Globalization;

namespace Portainer.Events;

/// <summary>The span of time an event list shows, as it stands in the URL: "24h" counts back from now, dates are fixed.</summary>
public sealed record EventRange(DateTimeOffset From, DateTimeOffset? To)
{
    public const string Default = "24h";

    public static readonly IReadOnlyList<(string Id, string Text, TimeSpan Span)> Spans =
    [
        ("10m", "Last 10 minutes", TimeSpan.FromMinutes(10)),
        ("1h", "Last hour", TimeSpan.FromHours(1)),
        ("24h", "Last 24 hours", TimeSpan.FromHours(24)),
        ("7d", "Last 7 days", TimeSpan.FromDays(7)),
    ];

    /// <summary>A span when <paramref name="range"/> names one, else <paramref name="since"/> to <paramref name="until"/> (ISO 8601; UTC unless it says otherwise), each open when it cannot be read.</summary>
    public static EventRange Read(string range, string since, string until, DateTimeOffset now)
    {
        var span = Spans.FirstOrDefault(span => span.Id == (range.Length > 0 ? range : Default));
        return span.Id is not null ? new(now - span.Span, null) : new(Moment(since) ?? DateTimeOffset.MinValue, Moment(until));
    }

    public bool Holds(DateTimeOffset moment) => moment >= From && (To is null || moment <= To);

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
