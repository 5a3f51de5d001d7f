using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>An engine behind a slow line beside a healthy one.</summary>
public sealed class SlowCableTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    private const int Containers = 24;

    [Fact]
    public async Task SlowEngine_BesideAHealthyOne_DelaysNobodyAndArrives()
    {
        var slow = Keep(await Lab.StartEngineAsync($"slow{Environment.ProcessId}", "--tcp"));
        // 1.2 MB of list: ten seconds at a megabit.
        var label = new string('x', 50_000);
        await Parallel.ForEachAsync(Enumerable.Range(0, Containers), async (number, _) =>
            await slow.DockerAsync("create", "--name", $"far-{number}", "--label", $"ballast={label}", "lab/base:1"));
        await slow.SlowDownAsync(1);
        var visit = await VisitAsync(await StartProductAsync("-H", $"unix://{Lab.Docker}"));
        await visit.SignInAsync();
        var page = visit.Page;
        await visit.OpenAsync("endpoints/new");
        await page.GetByTestId("choose-remote").ClickAsync();
        await Assertions.Expect(page.GetByTestId("choose-remote")).ToHaveAttributeAsync("aria-checked", "true");
        await page.FillAsync("#name", "far away");
        await page.FillAsync("#url", $"{slow.Address}:2375");
        await page.SelectOptionAsync("#tls-mode", "None");
        await page.GetByTestId("connect").ClickAsync();
        // On such a line even the first contact may take too long; then it is saved all the same.
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "far away" });
        await Assertions.Expect(heading.Or(page.GetByTestId("failure"))).ToBeVisibleAsync(new() { Timeout = 120_000 });
        if (!await heading.IsVisibleAsync())
        {
            await page.GetByTestId("save-anyway").ClickAsync();
        }

        await Assertions.Expect(heading).ToBeVisibleAsync(new() { Timeout = 120_000 });

        await visit.OpenAsync("endpoints/1/containers");
        await Assertions.Expect(page.Locator(".dt-count")).ToBeVisibleAsync();
        await visit.OpenAsync("endpoints/2/containers");
        await Assertions.Expect(page.Locator(".dt-count")).ToContainTextAsync($"{Containers} containers", new() { Timeout = 180_000 });
        await visit.ShotAsync("slow-cable");
    }
}
