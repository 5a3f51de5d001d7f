using Microsoft.Playwright;

namespace Portainer.EndToEnd.Harness;

/// <summary>An engine and a product with something to see on every screen, and names longer than a column.</summary>
public sealed class ScreenFixture : EngineFixture
{
    public const string Repository = "screens/web";

    /// <summary>As long as a name may sensibly get, without a place to break it.</summary>
    public static string LongName { get; } = "long" + new string('x', 124);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SeedEngineAsync();
        var image = $"{Lab.PlainRegistry.Address}/{Repository}:1";
        await Engine.DockerAsync("tag", "lab/web:1", image);
        await Engine.DockerAsync("push", image);
        var visit = await Visit.StartAsync(Browser.Browser, Product.Url, new() { Cookies = Cookies });
        await AddRegistryAsync(visit);
        await FailAPullAsync(visit);
        await AddPeopleAsync(visit);
        await visit.CloseAsync(GetType().Name);
    }

    private async Task SeedEngineAsync()
    {
        await Engine.DockerAsync("network", "create", "screen");
        await Engine.DockerAsync("volume", "create", "screen");
        await Engine.DockerAsync("run", "-d", "--name", "screen", "--network", "screen", "-p", "8080", "-v", "screen:/data", "-e", "SECRET=hunter2", "lab/web:1");
        await Engine.DockerAsync("run", "-d", "--name", "screen-sick", "lab/sick:1");
        await Engine.DockerAsync("run", "-d", "--name", "screen-paused", "lab/base:1", "sleep", "100000");
        await Engine.DockerAsync("pause", "screen-paused");
        await Engine.DockerAsync("tag", "lab/base:1", $"{LongName}:1");
        await Engine.DockerAsync("create", "--name", LongName, "--label", $"{LongName}={LongName}", $"{LongName}:1");
    }

    private static async Task AddRegistryAsync(Visit visit)
    {
        await visit.OpenAsync("registries/new");
        await visit.Page.FillAsync("#name", "Open");
        await visit.Page.FillAsync("#url", Lab.PlainRegistry.Address);
        await visit.Page.GetByTestId("transport").SelectOptionAsync("Plain");
        await visit.Page.GetByTestId("has-account").UncheckAsync();
        await visit.Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tr[data-key]")).ToHaveCountAsync(1);
    }

    private static async Task AddPeopleAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.OpenAsync("teams/new");
        await page.FillAsync("#name", LongName[..100]);
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("new-member")).ToBeVisibleAsync();
        await visit.OpenAsync("users/new");
        await page.FillAsync("#name", LongName[..100]);
        await page.FillAsync("#password", Product.Password);
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("save-password")).ToBeVisibleAsync();
        await visit.OpenAsync("endpoints/1/access");
        await page.GetByTestId("holder").SelectOptionAsync(new SelectOptionValue { Label = LongName[..100] });
        await page.GetByTestId("give").ClickAsync();
        await Assertions.Expect(page.GetByTestId("access").Locator("tbody tr")).ToHaveCountAsync(1);
    }

    private static async Task FailAPullAsync(Visit visit)
    {
        await visit.OpenAsync("endpoints/1/images");
        await visit.Page.GetByLabel("Image to pull").FillAsync($"{Lab.PlainRegistry.Address}/screens/none:1");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByTestId("job-outcome")).ToBeVisibleAsync();
    }
}
