using Portainer.Ui.Table;

namespace Portainer.Tests.Ui;

public sealed class SortOrderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("name,-cpu", "name,-cpu")]
    [InlineData(" name , -cpu,name ,-,", "name,-cpu")]
    public void Text_Parsed_KeepsTheMeaningfulKeys(string text, string expected) => Assert.Equal(expected, SortOrder.Parse(text).ToString());

    [Theory]
    [InlineData("", "cpu", false, true, "-cpu")]
    [InlineData("-cpu", "cpu", false, true, "cpu")]
    [InlineData("name,-cpu", "cpu", false, true, "-cpu")]
    [InlineData("name", "cpu", true, true, "name,-cpu")]
    [InlineData("name,-cpu", "cpu", true, true, "name,cpu")]
    [InlineData("name,cpu", "cpu", true, true, "name")]
    public void Click_OnAColumn_GivesTheNextOrder(string before, string column, bool shift, bool descendingFirst, string after) =>
        Assert.Equal(after, SortOrder.Parse(before).Toggle(column, shift, descendingFirst).ToString());

    [Theory]
    [InlineData("web-2", "web-10", -1)]
    [InlineData("Web-2", "web-2", -1)]
    [InlineData("a", "b", -1)]
    [InlineData("b", "A", 1)]
    [InlineData("web-02", "web-2", -1)]
    [InlineData("web", "web-1", -1)]
    [InlineData("same", "same", 0)]
    [InlineData("x", null, -1)]
    public void NaturalOrder_OfTwoTexts_IsWhatPeopleExpect(string? left, string? right, int expected)
    {
        Assert.Equal(expected, Math.Sign(NaturalComparer.Instance.Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(NaturalComparer.Instance.Compare(right, left)));
    }

    [Fact]
    public void LeastWidth_WithSharesAndPercentages_LeavesRoomForTheShares()
    {
        Assert.Equal(240, ColumnWidths.Least(["100px", null], selectable: false, tools: false));
        Assert.Equal(400, ColumnWidths.Least(["50%", "120px"], selectable: true, tools: true));
    }
}
