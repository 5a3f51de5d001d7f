using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Portainer.Ui;

namespace Portainer.Tests.Ui;

public sealed class QueryStateTests : UiTest
{
    private QueryState Query => Get<QueryState>();

    private BunitNavigationManager Navigation => (BunitNavigationManager)Get<NavigationManager>();

    [Fact]
    public void Address_WithAQuery_IsRead()
    {
        Navigation.NavigateTo("containers?q=web%201&state=exited,running&live=1");

        Assert.Equal("web 1", Query["q"]);
        Assert.Equal("", Query["other"]);
        Assert.True(Query.Flag("live"));
        Assert.Equal(["exited", "running"], Query.Set("state").Order());
    }

    [Fact]
    public void Put_AValue_ReplacesTheHistoryEntry()
    {
        Navigation.NavigateTo("containers?sort=name");

        Query.Put("q", "a&b");

        Assert.Equal("http://localhost/containers?q=a%26b&sort=name", Navigation.Uri);
        Assert.True(Navigation.History.First().Options.ReplaceHistoryEntry);
        Assert.Equal("a&b", Query["q"]);
    }

    [Fact]
    public void Put_Several_IsOneStep()
    {
        Navigation.NavigateTo("containers?q=web&state=running");
        var steps = 0;
        Navigation.LocationChanged += (_, _) => steps++;

        Query.Put(("q", null), ("state", ""));

        Assert.Equal("http://localhost/containers", Navigation.Uri);
        Assert.Equal(1, steps);
    }

    [Fact]
    public void Put_TheSameValue_GoesNowhere()
    {
        Navigation.NavigateTo("containers?q=web");
        var steps = 0;
        Navigation.LocationChanged += (_, _) => steps++;

        Query.Put("q", "web");

        Assert.Equal(0, steps);
    }

    [Fact]
    public void Put_ASet_IsOrderedAndReadable()
    {
        Query.Put("state", new HashSet<string> { "running", "exited" });

        Assert.EndsWith("?state=exited,running", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Back_ToAnOlderAddress_BringsItsStateBack()
    {
        Navigation.NavigateTo("containers?q=old");
        Assert.Equal("old", Query["q"]);
        Query.Put("q", "new");

        Navigation.NavigateTo("containers?q=old");

        Assert.Equal("old", Query["q"]);
    }

    [Fact]
    public void Tabs_WithoutAQuery_ShowTheFirstAndLinkTheOthers()
    {
        var page = Render<Tabs>(parameters => parameters.Add(tabs => tabs.Items, [new TabItem("tree", "Tree"), new TabItem("raw", "Raw")]));

        Assert.Equal("Tree", page.Find("[aria-current=page]").TextContent.Trim());
        Assert.Equal("http://localhost/?tab=raw", page.FindAll("a")[1].GetAttribute("href"));
    }
}
