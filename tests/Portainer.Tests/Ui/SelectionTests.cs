using Portainer.Ui.Table;

namespace Portainer.Tests.Ui;

public sealed class SelectionTests
{
    private static readonly string[] Order = ["a", "b", "c", "d", "e"];

    [Fact]
    public void ToggleRange_Upwards_SelectsEverythingBetween()
    {
        var selection = new Selection();
        selection.Toggle("d");

        selection.ToggleRange(Order, "b");

        Assert.Equal(["b", "c", "d"], Order.Where(selection.Contains));
    }

    [Fact]
    public void ToggleRange_OnASelectedRow_TakesTheRangeOut()
    {
        var selection = new Selection();
        selection.SelectAll(Order);
        selection.Toggle("a");
        selection.Toggle("a");

        selection.ToggleRange(Order, "c");

        Assert.Equal(["a", "d", "e"], Order.Where(selection.Contains));
    }

    [Fact]
    public void ToggleRange_WithoutAnAnchor_TogglesTheRow()
    {
        var selection = new Selection();

        selection.ToggleRange(Order, "c");

        Assert.Equal(["c"], Order.Where(selection.Contains));
    }

    [Fact]
    public void ToggleRange_AnchorNoLongerListed_TogglesTheRow()
    {
        var selection = new Selection();
        selection.Toggle("gone");
        selection.Prune(Order);

        selection.ToggleRange(Order, "c");

        Assert.Equal(1, selection.Count);
        Assert.True(selection.Contains("c"));
    }
}
