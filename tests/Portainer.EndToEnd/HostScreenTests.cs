using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Events, host and prune, in a browser on a real engine.</summary>
public sealed class HostScreenTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Events_ContainerDiesWhileThePageIsOpen_ArriveAndCanBeNarrowed()
    {
        await DockerAsync("run", "--name", "before", "lab/base:1", "true");
        var visit = await OpenAsync("endpoints/1/events");
        var page = visit.Page;
        await Assertions.Expect(Row(page, "before").First).ToBeVisibleAsync();

        await DockerAsync("run", "--name", "dies", "lab/base:1", "sh", "-c", "exit 3").ContinueWith(_ => { }, TaskScheduler.Default);
        await Assertions.Expect(page.Locator("tr[data-key]", new() { HasText = "dies" }).Filter(new() { HasText = "exit code 3" })).ToBeVisibleAsync();
        await page.GetByTestId("action").SelectOptionAsync("die");
        await Assertions.Expect(Row(page, "create")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("before");
        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Product.Url, "endpoints/1/events?action=die&q=before").ToString());
        await visit.ShotAsync("events");
    }

    [Fact]
    public async Task Host_ShowsWhatTheEngineSaysOfItselfAndItsDisk()
    {
        var visit = await OpenAsync("endpoints/1/host");
        var page = visit.Page;
        await Assertions.Expect(page.GetByTestId("host-facts")).ToContainTextAsync(await DockerAsync("info", "--format", "{{.Driver}}"));
        await Assertions.Expect(page.GetByTestId("host-facts")).ToContainTextAsync(await DockerAsync("info", "--format", "{{.KernelVersion}}"));
        await Assertions.Expect(page.GetByTestId("disk-use")).ToContainTextAsync("Build cache");
        await visit.ShotAsync("host");
    }

    [Fact]
    public async Task Prune_PreviewThenRemove_TakesExactlyWhatItShowed()
    {
        await DockerAsync("create", "--name", "prune-goes", "lab/base:1");
        await DockerAsync("create", "--name", "prune-stays", "lab/base:1");
        await DockerAsync("run", "-d", "--name", "prune-runs", "lab/base:1", "sleep", "1000");
        var visit = await OpenAsync("endpoints/1/prune?kind=containers&q=prune-");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(2);
        await page.Locator("[data-search]").FillAsync("prune-goes");
        await Assertions.Expect(page.GetByTestId("prune-sentence")).ToContainTextAsync("1 container would go");

        await page.GetByTestId("prune-all").ClickAsync();
        await Assertions.Expect(page.Locator(".victims li")).ToHaveTextAsync(["prune-goes"]);
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(0);
        Assert.Equal("prune-runs\nprune-stays", string.Join('\n', (await DockerAsync("ps", "-a", "--filter", "name=prune-", "--format", "{{.Names}}")).Split('\n').Order(StringComparer.Ordinal)));
        await page.GetByTestId("prune-job").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Removed 1 container");
        await visit.ShotAsync("prune-job");
    }

    private static ILocator Row(IPage page, string text) => page.Locator("tr[data-key]", new() { HasText = text });
}
