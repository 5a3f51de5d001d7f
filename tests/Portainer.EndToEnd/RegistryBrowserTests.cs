using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Walks through a registry in a browser, and deletes in it.</summary>
public sealed class RegistryBrowserTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Browse_FromTheRegistryToATag_ThenDeleteItWithItsTwin()
    {
        var name = Lab.PlainRegistry.NewRepository("browse");
        var repository = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        foreach (var (image, tag) in new[] { ("lab/web:1", "1.2"), ("lab/web:1", "stable"), ("lab/web:2", "1.10") })
        {
            await DockerAsync("tag", image, $"{name}:{tag}");
            await DockerAsync("push", $"{name}:{tag}");
        }

        var visit = await OpenAsync("registries/new");
        var page = visit.Page;
        await page.FillAsync("#name", "Open");
        await page.FillAsync("#url", Lab.PlainRegistry.Address);
        await page.GetByTestId("transport").SelectOptionAsync("Plain");
        await page.GetByTestId("has-account").UncheckAsync();
        await page.GetByTestId("save").ClickAsync();
        await page.Locator("tr[data-key]").GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }).ClickAsync();
        await page.GetByPlaceholder("Filter repositories").FillAsync(repository);
        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = repository }).ClickAsync();

        await Assertions.Expect(Tags(page)).ToHaveTextAsync(["1.2", "1.10", "stable"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "1.2", Exact = true }).ClickAsync();
        var sheet = page.GetByTestId("tag-sheet");
        await Assertions.Expect(sheet).ToContainTextAsync($"docker pull {name}:1.2");
        await Assertions.Expect(sheet.GetByTestId("layers")).ToContainTextAsync("EXPOSE");
        await sheet.Locator("[data-verb=delete]").ClickAsync();
        await Assertions.Expect(page.Locator(".victims li")).ToHaveTextAsync(["1.2", "stable (same image as 1.2)"]);
        await visit.ShotAsync("registry-delete");
        await page.Locator(".dialog-foot button[type=submit]", new() { HasText = "Delete" }).ClickAsync();

        await Assertions.Expect(Tags(page)).ToHaveTextAsync(["1.10"]);
        await Assertions.Expect(sheet).ToHaveCountAsync(0);
    }

    private static ILocator Tags(IPage page) => page.Locator("tr[data-key] .name");
}
