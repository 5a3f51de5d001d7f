using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class FirstRunTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task FirstVisit_OnTheMachineItself_LeadsThroughSetUpToTheHomePage()
    {
        var product = await StartNewProductAsync();
        var visit = await VisitAsync(product);

        await visit.Page.GotoAsync("");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(product.Url, "setup").ToString());
        await visit.ShotAsync("setup");
        await FillSetUpAsync(visit.Page, Product.Password);
        await visit.SubmitSignInAsync(Product.Password);

        await visit.AliveAsync();
        await visit.ShotAsync("after-first-sign-in");
    }

    [Fact]
    public async Task FirstVisit_FromAnotherAddress_NeedsTheTokenOfTheLog()
    {
        var product = await StartNewProductAsync();
        var address = new Uri($"http://{Lab.HostAddress}:{product.Port}/");
        var visit = await VisitAsync(product, new() { Url = address });
        visit.Expected.Add("status of 403");

        await visit.Page.GotoAsync("setup");
        await visit.Page.FillAsync("#token", "WRONG-TOKEN");
        await FillSetUpAsync(visit.Page, Product.Password);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("set-up token is wrong");

        var token = product.Log.Split("Set-up token: ")[1].Split(' ')[0];
        await visit.Page.FillAsync("#token", token);
        await FillSetUpAsync(visit.Page, Product.Password);
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(address, "sign-in?notice=created").ToString());
    }

    [Fact]
    public async Task SetUp_ShortPassword_IsRefusedWithTheReason()
    {
        var product = await StartNewProductAsync();
        var visit = await VisitAsync(product);
        visit.Expected.Add("status of 400");

        await visit.Page.GotoAsync("setup");
        // Past the browser's own check, as a script would.
        await visit.Page.EvaluateAsync("document.querySelectorAll('[minlength]').forEach(field => field.removeAttribute('minlength'))");
        await FillSetUpAsync(visit.Page, "too short");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("12");
    }

    private static async Task FillSetUpAsync(IPage page, string password)
    {
        await page.FillAsync("#password", password);
        await page.FillAsync("#repeated", password);
        await page.ClickAsync("button[type=submit].form-submit");
    }
}
