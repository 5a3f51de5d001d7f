using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>A container made, pasted and changed by a person in a browser.</summary>
public sealed class ContainerFormTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task TheBooksExample_BothSwitchesOn_RunsAndAnswersOnItsPort()
    {
        var image = $"{Lab.PlainRegistry.Address}/cluster:1";
        await DockerAsync("tag", "lab/web:1", image);
        await DockerAsync("push", image);
        await DockerAsync("rmi", image);
        var visit = await OpenAsync("endpoints/1/containers");
        var page = visit.Page;
        await page.GetByTestId("add-container").ClickAsync();
        await page.FillAsync("#f-Name", "cluster");
        await page.FillAsync("#f-Image", image);
        await page.CheckAsync("#f-AlwaysPull");
        await page.CheckAsync("#f-PublishAll");
        await page.GetByTestId("ports-add").ClickAsync();
        await page.FillAsync("[data-field=host]", "8080");
        await page.FillAsync("[data-field=container]", "8080");
        await visit.ShotAsync("form-book-example");
        await page.GetByTestId("deploy").ClickAsync();

        await page.WaitForURLAsync("**/endpoints/1/containers");
        await Assertions.Expect(Row(page, "cluster")).ToContainTextAsync("running");
        using var answer = await Web.GetAsync(new Uri($"http://{Engine.Address}:8080/"));
        Assert.Contains("lab web v1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PastedCommand_WithAnUnknownFlag_FillsTheFormAndTellsTheFlag()
    {
        var visit = await OpenAsync("endpoints/1/containers/new");
        var page = visit.Page;
        await page.GetByTestId("paste-run").ClickAsync();
        await page.FillAsync("#pasted", "docker run -itd --name pasted --frobnicate \\\n  -p 8090:8080 -v pasted-data:/data:ro -e GREETING='hello you' --memory 64m lab/base:1 sleep 1000");
        await page.GetByTestId("read-pasted").ClickAsync();
        await Assertions.Expect(page.GetByText("--frobnicate is not known here")).ToBeVisibleAsync();
        await page.GetByTestId("use-pasted").ClickAsync();
        await Assertions.Expect(page.Locator("#f-Name")).ToHaveValueAsync("pasted");
        await page.GetByTestId("deploy").ClickAsync();

        await page.WaitForURLAsync("**/endpoints/1/containers");
        await Assertions.Expect(Row(page, "pasted")).ToContainTextAsync("running");
        Assert.Equal(
            "67108864 [GREETING=hello you PATH=/bin] [sleep 1000] [pasted-data:/data:ro] true",
            await DockerAsync("inspect", "pasted", "--format", "{{.HostConfig.Memory}} {{slice .Config.Env 0 2}} {{.Config.Cmd}} {{.HostConfig.Binds}} {{.Config.Tty}}"));
    }

    [Fact]
    public async Task Edit_ANewVariable_RecreatesTheContainerAndKeepsItsVolume()
    {
        await DockerAsync("run", "-d", "--name", "edited", "-p", "8091:8080", "-e", "DB_PASSWORD=topsecret", "lab/web:1");
        await DockerAsync("exec", "edited", "sh", "-c", "echo kept > /data/note");
        var before = await DockerAsync("inspect", "edited", "--format", "{{.Id}}");
        var visit = await OpenAsync("endpoints/1/containers/new?edit=edited");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("#f-Image")).ToHaveValueAsync("lab/web:1");
        await Assertions.Expect(page.Locator("[data-testid=env] input[type=password]")).ToHaveValueAsync("topsecret");
        await page.GetByTestId("env-add").ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=env] [data-field=name]")).ToHaveCountAsync(2);
        await page.Locator("[data-testid=env] [data-field=name]").Last.FillAsync("MODE");
        await page.Locator("[data-testid=env] [data-field=value]").Last.FillAsync("live");
        await page.GetByTestId("deploy").ClickAsync();

        // It waits for the health check, which a busy machine may take its time for.
        await page.WaitForURLAsync("**/endpoints/1/containers/edited", new() { Timeout = 120_000 });
        Assert.NotEqual(before, await DockerAsync("inspect", "edited", "--format", "{{.Id}}"));
        Assert.Equal("topsecret live", await DockerAsync("exec", "edited", "sh", "-c", "echo $DB_PASSWORD $MODE"));
        Assert.Equal("kept", await DockerAsync("exec", "edited", "cat", "/data/note"));
        Assert.Equal("edited", await DockerAsync("ps", "-a", "--filter", "name=edited", "--format", "{{.Names}}"));
    }

    [Fact]
    public async Task Deploy_OnATakenPort_ShowsTheEnginesErrorAndLosesNothing()
    {
        await DockerAsync("run", "-d", "--name", "holder", "-p", "8092:8080", "lab/web:1");
        var visit = await OpenAsync("endpoints/1/containers/new");
        var page = visit.Page;
        await page.FillAsync("#f-Name", "late");
        await page.FillAsync("#f-Image", "lab/web:1");
        await page.GetByTestId("ports-add").ClickAsync();
        await page.FillAsync("[data-field=host]", "8092");
        await page.FillAsync("[data-field=container]", "8080");
        await page.GetByTestId("deploy").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("8092");
        await Assertions.Expect(page.Locator("#f-Name")).ToHaveValueAsync("late");
        Assert.Equal("", await DockerAsync("ps", "-a", "--filter", "name=late", "--format", "{{.Names}}"));

        await page.FillAsync("[data-field=host]", "8093");
        await page.GetByTestId("deploy").ClickAsync();
        await page.WaitForURLAsync("**/endpoints/1/containers");
        await Assertions.Expect(Row(page, "late")).ToContainTextAsync("running");
    }

    [Fact]
    public async Task Leaving_WithTextInTheForm_AsksFirst()
    {
        var page = (await OpenAsync("endpoints/1/containers/new")).Page;
        await page.FillAsync("#f-Image", "lab/web:1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What you entered is lost.")).ToBeVisibleAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Locator("#f-Image")).ToHaveValueAsync("lab/web:1");
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tr[data-key]").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
