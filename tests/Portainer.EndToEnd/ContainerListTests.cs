using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class ContainerListTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Container_StartedByTheDockerClient_AppearsAndGoesWithoutReload()
    {
        var page = (await OpenAsync("endpoints/1/containers")).Page;
        await page.EvaluateAsync("window.loadedOnce = true");

        await DockerAsync("run", "-d", "--name", "by-client", "lab/web:1");
        await Assertions.Expect(Row(page, "by-client")).ToContainTextAsync("running");
        await Assertions.Expect(Row(page, "by-client")).ToContainTextAsync("healthy");
        await DockerAsync("stop", "-t", "0", "by-client");
        await Assertions.Expect(Row(page, "by-client")).ToContainTextAsync("exited");
        await DockerAsync("rm", "by-client");
        await Assertions.Expect(Row(page, "by-client")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("window.loadedOnce === true"));
    }

    [Fact]
    public async Task BulkStart_OneOfThreeCannot_TellsWhichAndWhy()
    {
        await DockerAsync("create", "--name", "bulk-one", "lab/base:1", "sleep", "10000");
        await DockerAsync("create", "--name", "bulk-two", "lab/base:1", "no-such-program");
        await DockerAsync("create", "--name", "bulk-three", "lab/base:1", "sleep", "10000");
        var visit = await OpenAsync("endpoints/1/containers?q=bulk-");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(3);

        await page.GetByLabel("Select all 3 containers").ClickAsync();
        await page.Locator(".dt-bulk [data-verb=start]").ClickAsync();

        await Assertions.Expect(Row(page, "bulk-one")).ToContainTextAsync("running");
        await Assertions.Expect(Row(page, "bulk-three")).ToContainTextAsync("running");
        await Assertions.Expect(Row(page, "bulk-two")).ToContainTextAsync("failed");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no-such-program");
        await visit.ShotAsync("bulk-one-failed");
    }

    [Fact]
    public async Task ShiftClick_OnASecondRow_SelectsTheRangeAndRemoveAsksOnce()
    {
        foreach (var name in new[] { "range-a", "range-b", "range-c", "range-d" })
        {
            await DockerAsync("create", "--name", name, "lab/base:1");
        }

        var page = (await OpenAsync("endpoints/1/containers?q=range-&sort=name")).Page;
        await page.GetByLabel("Select range-a").ClickAsync();
        await page.GetByLabel("Select range-c").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.Locator(".dt-bulk")).ToContainTextAsync("3 selected");
        await page.Locator(".dt-bulk [data-verb=remove]").ClickAsync();
        await Assertions.Expect(page.Locator(".victims li")).ToHaveTextAsync(["range-a", "range-b", "range-c"]);
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(1);
        Assert.Equal("range-d", await DockerAsync("ps", "-a", "--filter", "name=range-", "--format", "{{.Names}}"));
    }

    [Fact]
    public async Task Filter_Typed_LivesInTheAddressAndSurvivesReload()
    {
        await DockerAsync("create", "--name", "findme", "lab/base:1");
        await DockerAsync("create", "--name", "hideme", "lab/base:1");
        var visit = await OpenAsync("endpoints/1/containers");
        var page = visit.Page;
        await Assertions.Expect(Row(page, "hideme")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("findme");
        await Assertions.Expect(Row(page, "hideme")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Product.Url, "endpoints/1/containers?q=findme").ToString());
        await page.ReloadAsync();
        await visit.AliveAsync();
        await Assertions.Expect(Row(page, "findme")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "hideme")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dashboard_WhileContainersComeAndGo_Counts()
    {
        var visit = await OpenAsync("endpoints/1");
        var tile = visit.Page.Locator("[data-tile=networks] .value");
        var before = (await DockerAsync("network", "ls", "-q")).Split('\n').Length;
        await Assertions.Expect(tile).ToHaveTextAsync($"{before}");

        await DockerAsync("network", "create", "counted");
        await Assertions.Expect(tile).ToHaveTextAsync($"{before + 1}");
        await DockerAsync("network", "rm", "counted");
        await Assertions.Expect(tile).ToHaveTextAsync($"{before}");
        await visit.ShotAsync("dashboard");
    }

    private static ILocator Row(IPage page, string name) =>
        page.Locator("tr[data-key]").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
