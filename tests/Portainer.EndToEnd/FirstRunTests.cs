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
        await visit.SetUpAsync();

        await visit.SignInAfterSetUpAsync();
        await visit.ShotAsync("after-first-sign-in");
    }

    [Fact]
    public async Task FirstVisit_FromAnotherAddress_NeedsTheTokenOfTheLog()
    {
        var product = await StartNewProductAsync();
        var address = new Uri($"http://{Lab.HostAddress}:{product.Port}/");
        var visit = await VisitAsync(address);
        visit.Expected.Add("status of 403");

        await visit.SetUpAsync("WRONG-TOKEN");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("set-up token is wrong");

        await visit.SetUpAsync(await product.TokenAsync());
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(address, "sign-in?notice=created").ToString());
    }

    [Fact]
    public async Task SetUp_ShortPassword_IsRefusedWithTheReason()
    {
        var product = await StartNewProductAsync();
        var visit = await VisitAsync(product);
        visit.Expected.Add("status of 400");

        // Past the browser's own check, as a script would.
        await visit.Page.AddInitScriptAsync("addEventListener('click', () => document.querySelectorAll('form').forEach(form => form.noValidate = true), true)");
        await visit.SetUpAsync(password: "too short");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("12");
    }
}
