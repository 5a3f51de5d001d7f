using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class LiveRestoreFixture() : EngineFixture(["--", "--live-restore"]);

public sealed class OutageTests(LiveRestoreFixture fixture) : EngineTest(fixture), IClassFixture<LiveRestoreFixture>
{
    [Fact]
    public async Task Engine_KilledAndBack_IsShownAndRecoversByItself()
    {
        await DockerAsync("run", "-d", "--name", "survivor", "lab/base:1", "sleep", "100000");
        var visit = await OpenAsync("endpoints/1/containers");
        var page = visit.Page;
        await Assertions.Expect(page.GetByText("survivor")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.loadedOnce = true");

        await Engine.CrashAsync();
        await Assertions.Expect(page.GetByText("cannot be reached")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("survivor")).ToBeVisibleAsync();
        await visit.ShotAsync("engine-down");

        await Engine.ResumeAsync();
        await Assertions.Expect(page.GetByText("cannot be reached")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await DockerAsync("run", "-d", "--name", "newcomer", "lab/base:1", "sleep", "100000");
        await Assertions.Expect(page.GetByText("newcomer")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.loadedOnce === true"));
    }

    [Fact]
    public async Task Engine_Frozen_PagesStillOpenWithWhatIsKnown()
    {
        await DockerAsync("run", "-d", "--name", "still-known", "lab/base:1", "sleep", "100000");
        await Assertions.Expect((await OpenAsync("endpoints/1/containers")).Page.GetByText("still-known")).ToBeVisibleAsync();

        await Engine.FreezeAsync();
        try
        {
            var page = (await OpenAsync("endpoints/1/containers")).Page;
            await Assertions.Expect(page.GetByText("still-known")).ToBeVisibleAsync();
        }
        finally
        {
            await Engine.ThawAsync();
        }
    }

    [Fact]
    public async Task BlackHole_BesideAHealthyEngine_DelaysNobody()
    {
        var visit = await OpenAsync("endpoints/new");
        var page = visit.Page;
        await page.GetByTestId("choose-remote").ClickAsync();
        await Assertions.Expect(page.GetByTestId("choose-remote")).ToHaveAttributeAsync("aria-checked", "true");
        await page.FillAsync("#name", "abyss");
        await page.FillAsync("#url", Lab.Blackhole);
        await page.SelectOptionAsync("#tls-mode", "None");
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("did not answer in time");
        await page.GetByTestId("save-anyway").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "abyss" })).ToBeVisibleAsync();

        await visit.OpenAsync("");
        await Assertions.Expect(page.Locator("[data-endpoint=primary]")).ToContainTextAsync("running");
        await visit.OpenAsync("endpoints/1/containers");
        await Assertions.Expect(page.Locator(".dt-count")).ToBeVisibleAsync();
    }
}
