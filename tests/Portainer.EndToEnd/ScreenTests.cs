using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Every screen at both sizes in both themes: nothing wider than the window, no script error, no foreign request.</summary>
public sealed class ScreenTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    private static readonly (string Name, string Path)[] Screens =
    [
        ("home", ""), ("endpoints", "endpoints"), ("endpoint-new", "endpoints/new"), ("dashboard", "endpoints/1"),
        ("containers", "endpoints/1/containers"), ("details", "endpoints/1/containers/screen"), ("inspect", "endpoints/1/containers/screen/inspect"),
        ("changes", "endpoints/1/containers/screen/changes"), ("logs", "endpoints/1/containers/screen/logs"), ("stats", "endpoints/1/containers/screen/stats"),
        ("console", "endpoints/1/containers/screen/console"), ("attach", "endpoints/1/containers/screen/attach"), ("live", "endpoints/1/stats"),
        ("missing", "endpoints/1/containers/no-such-container"),
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Screens_InThisLook_FitAndAreClean(bool phone, bool dark)
    {
        if (await DockerAsync("ps", "-aq", "--filter", "name=^screen$") == "")
        {
            await DockerAsync("run", "-d", "--name", "screen", "-p", "8080", "-e", "SECRET=hunter2", "lab/web:1");
            await DockerAsync("run", "-d", "--name", "screen-sick", "lab/sick:1");
            await DockerAsync("create", "--name", "screen-made", "lab/base:1");
        }

        var visit = await VisitAsync(new() { Phone = phone, Dark = dark });
        visit.Expected.Add("status of 404");
        var wide = new List<string>();
        foreach (var (name, path) in Screens)
        {
            await visit.OpenAsync(path);
            await Assertions.Expect(visit.Page.Locator("h1").First).ToBeVisibleAsync();
            await visit.ShotAsync($"{name}-{(phone ? "390" : "1440")}-{(dark ? "dark" : "light")}");
            if (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            {
                wide.Add(name);
            }
        }

        Assert.Empty(wide);
    }

    [Fact]
    public async Task Theme_ChosenByHand_OutlivesAReload()
    {
        var visit = await OpenAsync("");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "admin" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await visit.AliveAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
