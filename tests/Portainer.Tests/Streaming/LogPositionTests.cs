using System.Text;
using Portainer.Streaming.Logs;

namespace Portainer.Tests.Streaming;

public sealed class LogPositionTests
{
    private const string Earlier = "2026-11-21T02:45:52.123456788Z";
    private const string Newest = "2026-11-21T02:45:52.123456789Z";

    [Fact]
    public void Since_Nanoseconds_AreKeptToTheLastDigit() => Assert.Equal("1795229152.123456789", new LogPosition(Newest, 1).Since());

    [Theory]
    [InlineData("2026-11-21T02:45:52Z", "1795229152.000000000")]
    [InlineData("2026-11-21T02:45:52.5Z", "1795229152.500000000")]
    [InlineData("2026-11-21T03:45:52.25+01:00", "1795229152.250000000")]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    public void Since_OtherForms_AreReadToo(string time, string? expected) => Assert.Equal(expected, new LogPosition(time, 1).Since());

    [Fact]
    public void Passes_AfterRewind_LeavesOutExactlyWhatWasSeen()
    {
        var position = new LogPosition("", 0);
        Assert.True(Passes(position, $"{Earlier} a"));
        Assert.True(Passes(position, $"{Newest} b"));
        Assert.True(Passes(position, $"{Newest} b"));
        position.Rewind();
        Assert.False(Passes(position, $"{Newest} b"));
        Assert.False(Passes(position, $"{Newest} b"));
        Assert.True(Passes(position, $"{Newest} b"));
        Assert.True(Passes(position, "2026-11-21T02:45:53Z c"));
        Assert.Equal(("2026-11-21T02:45:53Z", 1), (position.Time, position.Seen));
    }

    [Fact]
    public void Passes_ResumedByTheBrowser_LeavesOutWhatItHas()
    {
        var position = new LogPosition(Newest, 1);
        Assert.False(Passes(position, $"{Newest} had"));
        Assert.True(Passes(position, $"{Newest} had not"));
    }

    [Fact]
    public void Reached_Moment_ComparesSeconds()
    {
        var position = new LogPosition(Newest, 1);
        Assert.True(position.Reached("2026-11-21T02:45:52"u8));
        Assert.False(position.Reached("2026-11-21T02:45:53"u8));
        Assert.False(new LogPosition("", 0).Reached("2026-11-21T02:45:52"u8));
    }

    [Fact]
    public void Pieces_LineTheEngineStoredInThree_LosesTheInnerTimestamps()
    {
        var piece = new string('x', StoredPieces.PieceBytes);
        var line = $"{Earlier} {piece}{Newest} {piece}{Newest} end";
        Assert.Equal($"{Earlier} {piece}{piece}end", Encoding.UTF8.GetString(StoredPieces.Join(Encoding.UTF8.GetBytes(line))));
    }

    [Theory]
    [InlineData("short")]
    [InlineData(Newest + " short")]
    public void Pieces_OrdinaryLine_StaysAsItIs(string line) => Assert.Equal(line, Encoding.UTF8.GetString(StoredPieces.Join(Encoding.UTF8.GetBytes(line))));

    private static bool Passes(LogPosition position, string line) => position.Passes(Encoding.UTF8.GetBytes(line));
}
