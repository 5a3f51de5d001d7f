using System.Globalization;
using Microsoft.Playwright;
using Portainer.Engine;

namespace Portainer.EndToEnd;

/// <summary>An engine with 1,000 containers that were created and never started.</summary>
public sealed class ThousandFixture : EngineFixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var client = new DockerClient(new() { Endpoint = $"unix://{Engine.Socket}" });
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellationToken) =>
            await client.Containers.CreateContainerAsync(
                new() { Name = string.Create(CultureInfo.InvariantCulture, $"many-{number:0000}"), Image = "lab/base:1", Cmd = ["sleep", "100000"] },
                cancellationToken));
    }
}

public sealed class ThousandTests(ThousandFixture fixture) : EngineTest(fixture), IClassFixture<ThousandFixture>
{
    [Fact]
    public async Task List_OfAThousand_DrawsOnlyWhatIsOnTheScreen()
    {
        var visit = await OpenAsync("endpoints/1/containers?sort=name");
        var page = visit.Page;
        await Assertions.Expect(page.Locator(".dt-count")).ToContainTextAsync("1,000");
        await Assertions.Expect(Named(page, "many-0000")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("tr[data-key]").CountAsync(), 1, 120);
        await visit.ShotAsync("thousand");

        await page.Locator(".dt-scroll").EvaluateAsync("element => element.scrollTop = element.scrollHeight");
        await Assertions.Expect(Named(page, "many-0999")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("tr[data-key]").CountAsync(), 1, 120);
    }

    [Fact]
    public async Task Filter_OverAThousand_FindsTheOne()
    {
        var page = (await OpenAsync("endpoints/1/containers")).Page;
        await Assertions.Expect(page.Locator(".dt-count")).ToContainTextAsync("1,000");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("many-0777");

        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(1);
        await Assertions.Expect(Named(page, "many-0777")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SelectAll_OfAThousand_SelectsWhatIsNotOnTheScreenToo()
    {
        var page = (await OpenAsync("endpoints/1/containers")).Page;
        await page.GetByLabel("Select all 1000 containers").ClickAsync();

        await Assertions.Expect(page.Locator(".dt-bulk")).ToContainTextAsync("1,000 selected");
    }

    [Fact]
    public async Task Palette_OverAThousand_FindsAContainerByName()
    {
        var page = (await OpenAsync("")).Page;
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("many-0123");
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "many-0123" }).First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "many-0123" })).ToBeVisibleAsync();
    }

    private static ILocator Named(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
