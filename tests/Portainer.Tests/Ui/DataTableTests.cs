using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Portainer.Ui;

namespace Portainer.Tests.Ui;

public sealed class DataTableTests : UiTest
{
    [Fact]
    public void Rows_OfAThousand_OnlyAWindowIsInThePage()
    {
        var page = RenderThings(Thing.Many(1000));

        Assert.Equal(60, Rows(page).Count);
        Assert.Equal("1000", page.Find(".dt-rows").GetAttribute("data-total"));
        Assert.Equal("1,000 things", page.Find(".dt-count").TextContent.Trim());
    }

    [Fact]
    public async Task SetWindow_Scrolled_DrawsTheRowsThatCameIntoView()
    {
        var page = RenderThings(Thing.Many(1000));

        await page.InvokeAsync(() => page.Instance.Table.SetWindow(500, 20));

        Assert.Equal(20, Rows(page).Count);
        Assert.Equal("web-500", Names(page)[0]);
        Assert.Contains("--rows:480", page.FindAll(".dt-space")[1].GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_WithNumbers_SortNaturally()
    {
        var page = RenderThings(Thing.Many(12));

        Assert.Equal(["web-0", "web-1", "web-2", "web-3"], Names(page)[..4]);
        Assert.Equal("web-11", Names(page)[^1]);
    }

    [Fact]
    public void HeaderClick_Twice_TurnsTheOrderRound()
    {
        var page = RenderThings(Thing.Many(12));

        Header(page, "Name").Click();
        Assert.Equal("-name", page.Instance.Sort);
        Assert.Equal("web-11", Names(page)[0]);

        Header(page, "Name").Click();
        Assert.Equal("name", page.Instance.Sort);
        Assert.Equal("ascending", page.FindAll("th")[1].GetAttribute("aria-sort"));
    }

    [Fact]
    public void HeaderClick_WithShift_AddsASecondKey()
    {
        var page = RenderThings(Thing.Many(12), sort: "state");

        Header(page, "Size").Click(new MouseEventArgs { ShiftKey = true });

        Assert.Equal("state,-size", page.Instance.Sort);
        Assert.Equal(["web-6", "web-3", "web-9", "web-0"], Names(page)[..4]);
    }

    [Fact]
    public void Checkbox_WithShift_SelectsTheRange()
    {
        var page = RenderThings(Thing.Many(12));

        Check(page, "web-2").Click();
        Check(page, "web-5").Click(new MouseEventArgs { ShiftKey = true });

        Assert.Equal(["web-2", "web-3", "web-4", "web-5"], page.Instance.Selected.Select(thing => thing.Name));
        Assert.Equal("Stop 4", page.Find(".bulk-verb").TextContent);
    }

    [Fact]
    public void SelectAll_WithAFilter_TakesAllFilteredRowsEvenThoseNotDrawn()
    {
        var page = RenderThings(Thing.Many(1000), filter: "running");

        page.Find("th.dt-check input").Click();

        Assert.Equal(666, page.Instance.Selected.Count);
        Assert.All(page.Instance.Selected, thing => Assert.Equal("running", thing.State));
    }

    [Fact]
    public void Selection_FilteredAway_IsForgotten()
    {
        var page = RenderThings(Thing.Many(12));
        Check(page, "web-2").Click();
        Check(page, "web-3").Click();

        page.Render(parameters => parameters.Add(table => table.Filter, "web-3"));

        Assert.Equal(["web-3"], page.Instance.Table.SelectedItems.Select(thing => thing.Name));
    }

    [Fact]
    public void Filter_SeveralWords_AllHaveToOccur()
    {
        var page = RenderThings(Thing.Many(40), filter: "EXITED web-1");

        Assert.Equal(["web-12", "web-15", "web-18"], Names(page));
        Assert.Equal("3 of 40 things", page.Find(".dt-count").TextContent.Trim());
    }

    [Fact]
    public void Filter_TypedOn_ReadsARowsTextOnce()
    {
        var things = Thing.Many(40);
        var page = RenderThings(things, filter: "e");
        page.Instance.TextsRead.Clear();

        page.Render(parameters => parameters.Add(table => table.Filter, "ex"));
        page.Render(parameters => parameters.Add(table => table.Items, [.. things.Select(thing => thing.Name == "web-3" ? thing with { State = "extinct" } : thing)]));

        Assert.Equal(["web-3"], page.Instance.TextsRead);
        Assert.Contains("web-3", Names(page));
    }

    [Fact]
    public void Filter_MatchingNothing_OffersToClearIt()
    {
        var page = RenderThings(Thing.Many(12), filter: "nothing");
        Assert.Contains("No things match", page.Markup, StringComparison.Ordinal);

        page.Find(".state button").Click();

        Assert.Equal(12, Rows(page).Count);
    }

    [Fact]
    public void Items_None_ShowTheEmptyState() => Assert.Contains("No things", RenderThings([]).Find(".state").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Items_NotYetThere_ShowSkeletonRows() => Assert.NotEmpty(RenderThings(null).FindAll("tr .skeleton"));

    [Fact]
    public void LiveUpdate_OfOneItem_RedrawsOnlyItsRow()
    {
        var things = Thing.Many(30);
        var page = RenderThings(things);
        page.Instance.CellsDrawn.Clear();

        page.Render(parameters => parameters.Add(table => table.Items, [.. things.Select(thing => thing.Name == "web-7" ? thing with { Size = 99 } : thing)]));

        Assert.Equal(["web-7"], page.Instance.CellsDrawn);
    }

    [Fact]
    public void Stamp_Changed_RedrawsTheRow()
    {
        var things = Thing.Many(30);
        var page = RenderThings(things);
        page.Instance.CellsDrawn.Clear();

        page.Render(parameters => parameters.Add(table => table.Stamp, thing => thing.Name == "web-4" ? "stopping" : null));

        Assert.Equal(["web-4"], page.Instance.CellsDrawn);
    }

    [Fact]
    public async Task Hold_WhileThePointerIsOnTheRows_KeepsEveryRowInItsPlace()
    {
        var page = RenderThings([new("a", "running", 1), new("b", "running", 2), new("c", "running", 3)], sort: "-size");
        await page.InvokeAsync(() => page.Instance.Table.Hold(true));

        page.Render(parameters => parameters.Add(table => table.Items, [new Thing("a", "running", 9), new("b", "running", 2), new("d", "running", 5)]));
        Assert.Equal(["c", "b", "a", "d"], Names(page));
        Assert.Contains("gone", page.Find("tr[data-key=c]").ClassList);

        await page.InvokeAsync(() => page.Instance.Table.Hold(false));
        Assert.Equal(["a", "d", "b"], Names(page));
    }

    [Fact]
    public async Task Verb_OnTheFocusedRow_ReachesItsHandler()
    {
        Thing? asked = null;
        var page = RenderThings(Thing.Many(3), verbs: new Dictionary<string, Func<Thing, Task>>
        {
            ["l"] = thing =>
            {
                asked = thing;
                return Task.CompletedTask;
            },
        });

        Assert.Equal("lm", page.Find(".dt").GetAttribute("data-verbs"));
        await page.InvokeAsync(() => page.Instance.Table.Press("l", "web-1", false));

        Assert.Equal("web-1", asked?.Name);
    }

    [Fact]
    public void MoreButton_Clicked_FillsTheSharedMenuForThatRow()
    {
        var page = RenderThings(Thing.Many(3));

        page.Find("tr[data-key=web-2] [data-row-menu]").Click();

        Assert.Equal("Kill web-2", page.Find(".menu-verb").TextContent);
    }

    [Fact]
    public async Task ColumnChooser_HiddenColumnChosen_AppearsAndIsRemembered()
    {
        var page = RenderThings(Thing.Many(3));
        Assert.DoesNotContain("Secret", HeadTitles(page));

        var boxes = page.FindAll(".dt-chooser label");
        await boxes.Single(label => label.TextContent == "Secret").QuerySelector("input")!.ChangeAsync(true);

        Assert.Contains("Secret", HeadTitles(page));
        Assert.Equal("secret", Get<Preferences>()["cols.things"]);
    }

    [Fact]
    public void Row_ForAssistiveTechnology_TellsPlaceAndState()
    {
        var page = RenderThings(Thing.Many(3));
        Check(page, "web-1").Click();

        var row = page.Find("tr[data-key=web-1]");
        Assert.Equal("3", row.GetAttribute("aria-rowindex"));
        Assert.Equal("true", row.GetAttribute("aria-selected"));
        Assert.Equal("Select web-1", row.QuerySelector("input")!.GetAttribute("aria-label"));
        Assert.Equal("4", page.Find("table").GetAttribute("aria-rowcount"));
    }

    private static List<string> Names(IRenderedComponent<ThingTable> page) => [.. Rows(page).Select(row => row.GetAttribute("data-key")!)];

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<ThingTable> page) => page.FindAll(".dt-rows > tr[data-key]");

    private static List<string> HeadTitles(IRenderedComponent<ThingTable> page) => [.. page.FindAll("th .clip").Select(title => title.TextContent)];

    private static IElement Header(IRenderedComponent<ThingTable> page, string title) => page.FindAll(".dt-sort").Single(button => button.TextContent.Trim().StartsWith(title, StringComparison.Ordinal));

    private static IElement Check(IRenderedComponent<ThingTable> page, string key) => page.Find($"tr[data-key={key}] input");

    private IRenderedComponent<ThingTable> RenderThings(
        IReadOnlyList<Thing>? items, string filter = "", string sort = "", IReadOnlyDictionary<string, Func<Thing, Task>>? verbs = null) =>
        Render<ThingTable>(parameters => parameters
            .Add(table => table.Items, items)
            .Add(table => table.Filter, filter)
            .Add(table => table.Sort, sort)
            .Add(table => table.Verbs, verbs));
}
