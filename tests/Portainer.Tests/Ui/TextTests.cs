using Bunit;
using Portainer.Ui;

namespace Portainer.Tests.Ui;

public sealed class TextTests : UiTest
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(9, "just now")]
    [InlineData(10, "10 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7_199, "1 hour ago")]
    [InlineData(86_400 * 3, "3 days ago")]
    [InlineData(86_400 * 8, "1 week ago")]
    [InlineData(86_400 * 70, "2 months ago")]
    [InlineData(86_400 * 800, "2 years ago")]
    [InlineData(-120, "in 2 minutes")]
    public void RelativeText_OfAMoment_UsesTheLargestUnit(int secondsAgo, string expected) =>
        Assert.Equal(expected, RelativeText.Describe(FixedClock.Noon.AddSeconds(-secondsAgo), FixedClock.Noon));

    [Fact]
    public void RelativeTime_Rendered_TicksInTheBrowserAndNamesUtc()
    {
        var time = Render<RelativeTime>(parameters => parameters.Add(shown => shown.Moment, FixedClock.Noon.AddHours(-2))).Find("time");

        Assert.Equal("2 hours ago", time.TextContent);
        Assert.Equal("2026-11-21 10:00:00 UTC", time.GetAttribute("title"));
        Assert.Equal($"{FixedClock.Noon.AddHours(-2).ToUnixTimeMilliseconds()}", time.GetAttribute("data-ago"));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData(null)]
    public void RelativeTime_OfGosZeroTime_SaysNever(string? moment)
    {
        var shown = moment is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("never", Render<RelativeTime>(parameters => parameters.Add(time => time.Moment, shown)).Find(".muted").TextContent);
    }

    [Theory]
    [InlineData(0, false, "0 B")]
    [InlineData(999, false, "999 B")]
    [InlineData(1_000, false, "1 kB")]
    [InlineData(1_536, true, "1.5 KiB")]
    [InlineData(1_023, true, "1023 B")]
    [InlineData(123_456_789, false, "123 MB")]
    [InlineData(12_345_678, false, "12.3 MB")]
    [InlineData(1_234_567, false, "1.23 MB")]
    [InlineData(5_368_709_120, true, "5 GiB")]
    [InlineData(-2_000, false, "-2 kB")]
    [InlineData(long.MaxValue, true, "8 EiB")]
    public void ByteText_OfASize_HasThreeFiguresAndItsUnit(long bytes, bool binary, string expected) => Assert.Equal(expected, ByteText.Format(bytes, binary));

    [Theory]
    [InlineData("running", "ok", "play")]
    [InlineData("Exited", "neutral", "stop")]
    [InlineData("unhealthy", "danger", "health")]
    [InlineData("something new", "neutral", "circle")]
    public void StateBadge_OfAWord_HasColourIconAndWord(string word, string tone, string icon)
    {
        var badge = Render<StateBadge>(parameters => parameters.Add(shown => shown.Word, word)).Find(".badge");

        Assert.Equal(tone, badge.GetAttribute("data-tone"));
        Assert.Equal(icon, badge.QuerySelector("i")!.GetAttribute("data-icon"));
        Assert.Equal(word, badge.TextContent);
    }
}
