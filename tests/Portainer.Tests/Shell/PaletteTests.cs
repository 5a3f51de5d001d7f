using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Shell;
using Portainer.Tests.Ui;
using Portainer.Ui;

namespace Portainer.Tests.Shell;

public sealed class PaletteTests() : UiTest(services => services.AddSingleton<IPaletteSource, FixedSource>())
{
    private static readonly PaletteEntry[] Entries =
    [
        new("page/home", "Home", "Pages", "home"),
        Container("web-1", "shop-eu"),
        Container("web-10", "shop-us"),
        Container("database-web", "shop-eu"),
        Container("worker", "webshop"),
    ];

    [Theory]
    [InlineData("web", "web-1,web-10,database-web,worker")]
    [InlineData("web-10", "web-10")]
    [InlineData("wkr", "worker")]
    [InlineData("web us", "web-10")]
    [InlineData("nothing", "")]
    public void Query_OfWords_RanksPrefixBeforeWordStartBeforePlace(string query, string expected) =>
        Assert.Equal(expected, string.Join(',', PaletteRanking.Rank(Entries, query, []).Select(hit => hit.Entry.Title)));

    [Fact]
    public void Query_Empty_PutsRecentFirst()
    {
        var hits = PaletteRanking.Rank(Entries, "", ["container/worker", "page/home"]);

        Assert.Equal(["worker", "Home"], hits.Take(2).Select(hit => hit.Entry.Title));
        Assert.Equal(Entries.Length, hits.Count);
    }

    [Fact]
    public void Query_OfVerbAndName_FindsTheAction()
    {
        var first = PaletteRanking.Rank(Entries, "rest web-10", [])[0];

        Assert.Equal(("Restart", "web-10"), (first.Action?.Text, first.Entry.Title));
    }

    [Fact]
    public async Task Palette_Opened_ListsAllSourcesAndRunsTheChosen()
    {
        var ran = new List<string>();
        Offer([new("x/1", "Prune images", "Actions", "trash")
        {
            Run = () =>
            {
                ran.Add("prune");
                return Task.CompletedTask;
            },
        }]);
        var page = Render<CommandPalette>();

        await page.InvokeAsync(() => page.Instance.Opened([]));
        page.Find("input").Input("prune");
        await page.Find(".palette-item").ClickAsync(new());

        Assert.Equal(["prune"], ran);
    }

    [Fact]
    public async Task Palette_EntryWithActions_ShowsThemOnTab()
    {
        Offer(Entries);
        var page = Render<CommandPalette>();
        await page.InvokeAsync(() => page.Instance.Opened([]));

        page.Find("input").Input("web-10");
        page.Find("[data-drill]").Click();
        Assert.Equal(["Logs", "Restart"], page.FindAll(".palette-item .clip:not(.where)").Select(item => item.TextContent));

        page.Find(".palette-item").Click();
        Assert.EndsWith("containers/web-10/logs", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Palette_ActionThatFails_IsToldInAToast()
    {
        Offer([new("x/1", "Explode", "Actions", "bolt") { Run = () => throw new InvalidOperationException("The engine said no.") }]);
        var page = Render<CommandPalette>();
        await page.InvokeAsync(() => page.Instance.Opened([]));

        page.Find("input").Input("explode");
        await page.Find(".palette-item").ClickAsync(new());

        Assert.Equal("The engine said no.", Assert.Single(Get<Toasts>().Shown).Text);
    }

    private static PaletteEntry Container(string name, string endpoint) => new($"container/{name}", name, "Containers", "container")
    {
        Where = endpoint,
        Href = $"containers/{name}",
        Actions = [new("Logs", "logs") { Href = $"containers/{name}/logs" }, new("Restart", "restart") { Run = () => Task.CompletedTask }],
    };

    private void Offer(IReadOnlyList<PaletteEntry> entries) => Get<IEnumerable<IPaletteSource>>().OfType<FixedSource>().Single().Entries = entries;

    private sealed class FixedSource : IPaletteSource
    {
        public IReadOnlyList<PaletteEntry> Entries { get; set; } = [];

        public ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Entries);
    }
}
