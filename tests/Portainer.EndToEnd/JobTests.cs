using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Long work on an engine that goes as slowly as the test says.</summary>
public sealed partial class JobTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    private FakeEngine _engine = null!;
    private Product _product = null!;

    public override async Task InitializeAsync()
    {
        _engine = Keep(await FakeEngine.StartAsync());
        _product = await StartProductAsync("-H", _engine.Endpoint);
    }

    [Fact]
    public async Task Pull_BrowserClosedHalfWay_GoesOnAndIsFoundOnReturn()
    {
        var pull = _engine.State.ScriptPull("shop/web:1").Say("Pulling from shop/web").Layer("a9edb18cadd1", "Downloading", 5_000_000, 20_000_000);
        var page = await PullAsync("shop/web:1");
        await Assertions.Expect(page.GetByTestId("job")).ToContainTextAsync("5 MB of 20 MB");

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("job")).ToContainTextAsync("5 MB of 20 MB");
        await page.CloseAsync();
        pull.Layer("a9edb18cadd1", "Pull complete").Say("Status: Downloaded newer image for shop/web:1").Complete();

        var back = await SignedInAsync();
        await OpenDrawerAsync(back.Page);
        var line = back.Page.GetByTestId("job-lines").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "shop/web:1" });
        await Assertions.Expect(line).ToContainTextAsync("done");
        await back.ShotAsync("activity-drawer");
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(back.Page).ToHaveURLAsync(ActivityPage());
        await Assertions.Expect(back.Page.GetByTestId("job")).ToContainTextAsync("Pull complete");
    }

    [Fact]
    public async Task Pull_WatchedFromAnotherPage_IsToldWhenItEnds()
    {
        var pull = _engine.State.ScriptPull("shop/web:2").Layer("a9edb18cadd1", "Downloading", 1, 20);
        var page = await PullAsync("shop/web:2");
        await Assertions.Expect(page.GetByTestId("job")).ToContainTextAsync("Downloading");
        await page.GetByRole(AriaRole.Link, new() { Name = "Containers" }).First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("activity")).ToHaveAttributeAsync("aria-label", "Activity, 1 running");

        pull.Fail("no space left on device");

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("no space left on device");
        await Assertions.Expect(page.GetByTestId("activity")).ToHaveAttributeAsync("aria-label", "Activity");
        await page.Locator(".toast a").ClickAsync();
        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("no space left on device");
    }

    [Fact]
    public async Task Pull_CancelledInTheDrawer_EndsAtTheEngineToo()
    {
        _engine.State.ScriptPull("shop/web:3").Layer("a9edb18cadd1", "Downloading", 1, 20);
        var page = await PullAsync("shop/web:3");
        await Assertions.Expect(page.GetByTestId("job")).ToContainTextAsync("Downloading");
        await OpenDrawerAsync(page);

        await page.GetByLabel("Cancel Pull shop/web:3").ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-lines")).ToContainTextAsync("Cancelled by admin.");
    }

    [Fact]
    public async Task Pull_ProductStoppedHalfWay_IsToldAsInterrupted()
    {
        _engine.State.ScriptPull("shop/web:4").Layer("a9edb18cadd1", "Downloading", 1, 20);
        var page = await PullAsync("shop/web:4");
        await Assertions.Expect(page.GetByTestId("job")).ToContainTextAsync("Downloading");
        await page.CloseAsync();

        await _product.RestartAsync();

        var back = await SignedInAsync();
        await back.OpenAsync("activity?state=interrupted");
        await Assertions.Expect(back.Page.Locator("tr[data-key]")).ToContainTextAsync("the console was stopped while it ran");
    }

    private async Task<Visit> SignedInAsync()
    {
        var visit = await VisitAsync(_product);
        await visit.SignInAsync();
        return visit;
    }

    private async Task<IPage> PullAsync(string image)
    {
        var visit = await SignedInAsync();
        await visit.OpenAsync("endpoints/1/images");
        await visit.Page.GetByLabel("Image to pull").FillAsync(image);
        await visit.Page.GetByTestId("pull").GetByRole(AriaRole.Button, new() { Name = "Pull" }).ClickAsync();
        return visit.Page;
    }

    private static async Task OpenDrawerAsync(IPage page)
    {
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.GetByTestId("job-lines")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"/activity/\d+$")]
    private static partial Regex ActivityPage();
}
