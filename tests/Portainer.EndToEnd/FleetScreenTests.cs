using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Groups, tags and the switch of endpoints, as the pages show them (S98).</summary>
public sealed class FleetScreenTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Endpoints_InGroupsWithTags_AreFilteredAndPutTogether()
    {
        var visit = await VisitAsync(await StartProductAsync("-H", $"unix://{Lab.Docker}"));
        await visit.SignInAsync();
        var page = visit.Page;
        await AddEndpointAsync(visit, "second", $"unix://{Lab.Docker28}", "berlin");
        await visit.OpenAsync("groups/new");
        await page.FillAsync("#name", "live");
        await page.GetByRole(AriaRole.Group, new() { Name = "Endpoints" }).GetByLabel("second").CheckAsync();
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.Locator("tr[data-key]").Filter(new() { HasText = "live" })).ToBeVisibleAsync();

        await visit.OpenAsync("endpoints");
        var rows = page.GetByTestId("endpoints").Locator("tbody tr:not(.section)");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "berlin 1" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("second");
        await page.GetByRole(AriaRole.Button, new() { Name = "berlin 1" }).ClickAsync();
        await page.GetByTestId("by-group").CheckAsync();
        await Assertions.Expect(page.Locator("tr.section")).ToHaveTextAsync(["live 1", "Unassigned 1"]);

        await visit.OpenAsync("?by=group");
        await Assertions.Expect(page.Locator(".section-title")).ToHaveTextAsync(["live 1", "Unassigned 1"]);
    }

    [Fact]
    public async Task Endpoint_SwitchedOff_IsShownAsDisabledAndComesBack()
    {
        var visit = await VisitAsync(await StartProductAsync("-H", $"unix://{Lab.Docker}"));
        await visit.SignInAsync();
        var page = visit.Page;
        await AddEndpointAsync(visit, "second", $"unix://{Lab.Docker28}");
        await visit.OpenAsync("endpoints/2/edit");
        await page.GetByTestId("enabled").UncheckAsync();
        await page.GetByTestId("connect").ClickAsync();

        await Assertions.Expect(page.GetByTestId("disabled-endpoints")).ToContainTextAsync("second");
        await visit.OpenAsync("");
        await Assertions.Expect(page.GetByTestId("endpoint-card")).ToHaveCountAsync(1);
        await page.GetByTestId("disabled-endpoints").GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByTestId("enabled").CheckAsync();
        await page.GetByTestId("connect").ClickAsync();
        // The form goes when it is saved; to leave before that would end the saving.
        await Assertions.Expect(page.GetByTestId("connect")).ToHaveCountAsync(0);
        await visit.OpenAsync("");
        await Assertions.Expect(page.GetByTestId("endpoint-card")).ToHaveCountAsync(2);
    }

    private static async Task AddEndpointAsync(Visit visit, string name, string url, string? tag = null)
    {
        var page = visit.Page;
        await visit.OpenAsync("endpoints/new");
        await page.GetByTestId("choose-local").ClickAsync();
        // Its own suggestion comes from the server; what is typed before that is written over.
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("local");
        await page.FillAsync("#name", name);
        await page.FillAsync("#url", url);
        if (tag is not null)
        {
            await page.GetByTestId("new-tag").FillAsync(tag);
            await page.GetByTestId("add-tag").ClickAsync();
            await Assertions.Expect(page.GetByLabel(tag, new() { Exact = true })).ToBeCheckedAsync();
        }

        await page.GetByTestId("connect").ClickAsync();
        await page.WaitForURLAsync("**/endpoints/2");
    }
}
