using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Run once, restart what runs on an image, sharers of a recreated container, objects with names like our own pages.</summary>
public sealed class VerbTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task RunOnce_FromAnImage_ShowsOutputAndCodeAndLeavesNothing()
    {
        var before = await DockerAsync("ps", "-aq");
        var visit = await OpenAsync("endpoints/1/images/lab/base%3A1");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Run once" }).ClickAsync();
        await page.Locator("#once-command").FillAsync("sh -c 'echo said $WORD; exit 3'");
        await page.Locator("#once-env").FillAsync("WORD=aloud");
        await visit.ShotAsync("run-once");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("ended with code 3");
        await Assertions.Expect(page.Locator(".output")).ToContainTextAsync("said aloud");
        await visit.ShotAsync("run-once-ended");
        Assert.Equal(before, await DockerAsync("ps", "-aq"));
    }

    [Fact]
    public async Task RunOnce_FromTheForm_KeepsTheForm()
    {
        var visit = await OpenAsync("endpoints/1/containers/new?image=lab%2Fbase%3A1");
        var page = visit.Page;
        await page.GetByTestId("run-once").ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("ended with code 0");
        await visit.ShotAsync("run-once-form");
        await Assertions.Expect(page.GetByTestId("run-once")).ToBeEnabledAsync();
        Assert.Equal("", await DockerAsync("ps", "-aq", "--filter", "label=io.portainer.run"));
    }

    [Fact]
    public async Task RestartAll_OfAnImage_NamesThemAndRestartsEach()
    {
        await DockerAsync("tag", "lab/base:1", "verbs/restarted:1");
        await DockerAsync("run", "-d", "--name", "one-of-two", "verbs/restarted:1", "sleep", "100000");
        await DockerAsync("run", "-d", "--name", "two-of-two", "verbs/restarted:1", "sleep", "100000");
        var before = await StartedAsync();
        var visit = await OpenAsync("endpoints/1/images/verbs/restarted%3A1");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Restart its containers" }).ClickAsync();

        await Assertions.Expect(page.Locator(".victims li").Filter(new() { HasText = "-of-two" })).ToHaveCountAsync(2);
        await visit.ShotAsync("restart-all");
        await page.Locator(".dialog-foot button[type=submit]", new() { HasText = "Restart" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast").Filter(new() { HasText = "Restarted" })).ToBeVisibleAsync();
        var after = await StartedAsync();
        Assert.All(after.Zip(before), pair => Assert.NotEqual(pair.Second, pair.First));
    }

    [Fact]
    public async Task Recreate_WithASidecar_OffersItAndTakesItAlong()
    {
        await DockerAsync("run", "-d", "--name", "front", "lab/base:1", "sleep", "100000");
        await DockerAsync("run", "-d", "--name", "sidecar", "--network", "container:front", "lab/base:1", "sleep", "100000");
        var visit = await OpenAsync("endpoints/1/containers/front");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit, duplicate, recreate" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Recreate", Exact = true }).ClickAsync();
        var option = page.GetByLabel("Recreate sidecar (network) too");
        await Assertions.Expect(option).ToBeCheckedAsync();
        await visit.ShotAsync("recreate-sharers");
        await page.Locator(".dialog-foot button[type=submit]", new() { HasText = "Recreate" }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("sidecar was recreated and runs.");
        var front = await DockerAsync("inspect", "-f", "{{.Id}}", "front");
        Assert.Equal($"container:{front} true", await DockerAsync("inspect", "-f", "{{.HostConfig.NetworkMode}} {{.State.Running}}", "sidecar"));
    }

    [Theory]
    [InlineData("containers")]
    [InlineData("networks")]
    [InlineData("volumes")]
    public async Task ObjectNamedNew_OpenedFromItsList_IsShown(string kind)
    {
        string[] make = kind switch
        {
            "containers" => ["create", "--name", "new", "lab/base:1"],
            "networks" => ["network", "create", "new"],
            _ => ["volume", "create", "new"],
        };
        await DockerAsync(make);
        var visit = await OpenAsync($"endpoints/1/{kind}?q=new");
        var page = visit.Page;
        await page.Locator("tr[data-key] a.name").GetByText("new", new() { Exact = true }).ClickAsync();

        var title = page.GetByRole(AriaRole.Heading, new() { Level = 1, NameRegex = new System.Text.RegularExpressions.Regex("^new\\b") });
        await Assertions.Expect(title).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Inspect" }).ClickAsync();
        await Assertions.Expect(title).ToBeVisibleAsync();
        await page.ReloadAsync();
        await visit.AliveAsync();
        await Assertions.Expect(title).ToBeVisibleAsync();
    }

    [Fact]
    public async Task RegistryList_ChangedElsewhere_FollowsByItself()
    {
        var watching = (await OpenAsync("registries")).Page;
        var page = (await OpenAsync("registries/new")).Page;
        await page.FillAsync("#name", "Elsewhere");
        await page.FillAsync("#url", Lab.PlainRegistry.Address);
        await page.GetByTestId("transport").SelectOptionAsync("Plain");
        await page.GetByTestId("has-account").UncheckAsync();
        await page.GetByTestId("save").ClickAsync();
        var row = watching.Locator("tr[data-key]").Filter(new() { HasText = "Elsewhere" });
        await Assertions.Expect(row).ToBeVisibleAsync();

        // What can be done to a row shows when the pointer is on it.
        await page.Locator("tr[data-key]").Filter(new() { HasText = "Elsewhere" }).HoverAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit Elsewhere" }).ClickAsync();
        await page.FillAsync("#name", "Renamed");
        await page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(watching.Locator("tr[data-key]").GetByRole(AriaRole.Link, new() { Name = "Renamed", Exact = true })).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^registries/[0-9]+$"));
    }

    private async Task<string[]> StartedAsync() =>
        (await DockerAsync("inspect", "-f", "{{.State.StartedAt}}", "one-of-two", "two-of-two")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
