using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>The registry screens against the lab's registry with TLS and a password.</summary>
public sealed class RegistryTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Form_FromWrongToRight_SaysEachTimeWhatIsMissing()
    {
        var visit = await VisitAsync(await StartProductAsync("-H", $"unix://{Lab.Docker}"));
        await visit.SignInAsync();
        await visit.OpenAsync("registries/new");
        var page = visit.Page;
        await page.FillAsync("#name", "Lab");
        await page.FillAsync("#url", $"https://{Lab.Registry.Address}");
        await page.FillAsync("#user", Lab.Registry.User);
        await page.FillAsync("#password", "wrong");
        await page.GetByTestId("test").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("signed by nobody this console trusts");
        await visit.ShotAsync("registry-untrusted");

        await page.SetInputFilesAsync("#ca", Lab.Registry.CaFile);
        await Assertions.Expect(page.GetByText("will be stored encrypted")).ToBeVisibleAsync();
        await page.GetByTestId("test").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("does not accept the user");

        await page.FillAsync("#password", Lab.Registry.Password);
        await page.GetByTestId("test").ClickAsync();
        await Assertions.Expect(page.GetByTestId("tested")).ToContainTextAsync("answered and accepts");
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.Locator("tr[data-key]")).ToContainTextAsync(Lab.Registry.Address);

        await page.Locator("tr[data-key]").HoverAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit Lab" }).ClickAsync();
        await visit.AliveAsync();
        await Assertions.Expect(page.Locator("#password")).ToHaveValueAsync("");
        Assert.DoesNotContain(Lab.Registry.Password, await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByTestId("test").ClickAsync();
        await Assertions.Expect(page.GetByTestId("tested")).ToContainTextAsync("answered and accepts");
    }
}
