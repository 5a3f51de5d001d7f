using Portainer.Events;

namespace Portainer.Tests.Events;

public sealed class EventRangeTests
{
    private static readonly DateTimeOffset Now = new(2018, 9, 28, 16, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 23, true)]
    [InlineData("", 25, false)]
    [InlineData("1h", 0, true)]
    [InlineData("1h", 2, false)]
    [InlineData("7d", 167, true)]
    public void Holds_SpanBackFromNow(string range, int hoursAgo, bool holds) =>
        Assert.Equal(holds, EventRange.Read(range, "", "", Now).Holds(Now.AddHours(-hoursAgo)));

    [Fact]
    public void Holds_FixedDates_AreUtcAndInclusive()
    {
        var range = EventRange.Read("custom", "2018-09-27T16:30:00", "2018-09-28T16:30:00", Now);
        Assert.True(range.Holds(Now));
        Assert.True(range.Holds(Now.AddDays(-1)));
        Assert.False(range.Holds(Now.AddSeconds(1)));
        Assert.False(range.Holds(Now.AddDays(-1).AddSeconds(-1)));
    }

    [Fact]
    public void Read_DatesThatAreNone_LeaveThatSideOpen()
    {
        var range = EventRange.Read("custom", "yesterday", "", Now);
        Assert.True(range.Holds(DateTimeOffset.MinValue));
        Assert.True(range.Holds(Now.AddYears(1)));
    }
}
