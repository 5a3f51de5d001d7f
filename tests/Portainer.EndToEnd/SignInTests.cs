using System.Net;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class SignInTests(BrowserFixture browser) : BrowserTest(browser), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task SignIn_WrongPasswordAgainAndAgain_LocksOutAndCountsDown()
    {
        var product = await StartProductAsync();
        var visit = await VisitAsync(product);
        visit.Expected.Add("status of 40");
        visit.Expected.Add("status of 42");

        await visit.Page.GotoAsync("sign-in");
        await visit.SubmitSignInAsync("not the password");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visit.ShotAsync("sign-in-wrong");
        for (var attempt = 0; attempt < 9 && await visit.Page.GetByRole(AriaRole.Timer).CountAsync() == 0; attempt++)
        {
            // The answer is a new document: asked too early, the old one knows of no lockout.
            await visit.Page.EvaluateAsync("document.documentElement.dataset.answered = ''");
            await visit.SubmitSignInAsync("not the password");
            await Assertions.Expect(visit.Page.Locator("html[data-answered]")).ToHaveCountAsync(0);
            await visit.Page.EvaluateAsync("new Promise(done => document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', () => done()) : done())");
        }

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Timer)).ToContainTextAsync("Try again in");
        await Assertions.Expect(visit.Page.Locator("button[type=submit].form-submit")).ToBeDisabledAsync();
        await visit.ShotAsync("sign-in-locked");
    }

    [Fact]
    public async Task DeepLink_BeforeSignIn_IsWhereOneArrives()
    {
        var product = await StartProductAsync();
        var visit = await VisitAsync(product);

        await visit.Page.GotoAsync("endpoints?filter=abc");
        await visit.SubmitSignInAsync(Product.Password);

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(product.Url, "endpoints?filter=abc").ToString());
    }

    [Fact]
    public async Task Restart_WhileSignedIn_KeepsTheSession()
    {
        var product = await StartProductAsync();
        var visit = await VisitAsync(product);
        await visit.SignInAsync();

        await visit.Page.GotoAsync("about:blank");
        await product.RestartAsync();
        await visit.OpenAsync("");
    }

    [Fact]
    public async Task SignOut_ThenBack_AsksForThePassword()
    {
        var product = await StartProductAsync();
        var visit = await VisitAsync(product);
        await visit.SignInAsync();

        await visit.SignOutAsync();
        await visit.Page.GotoAsync("endpoints");

        await Assertions.Expect(visit.Page.Locator("#password")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("endpoints")]
    [InlineData("endpoints/1")]
    [InlineData("endpoints/1/containers")]
    [InlineData("hub")]
    [InlineData("hub/negotiate?negotiateVersion=1")]
    [InlineData("account")]
    [InlineData("api/endpoints")]
    public async Task AnyRoute_WithoutSession_ServesNothing(string path)
    {
        var product = await StartProductAsync();

        using var response = await Web.GetAsync(new Uri(product.Url, path));

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
        Assert.True(response.Headers.Location is null || response.Headers.Location.OriginalString.Contains("/sign-in", StringComparison.Ordinal));
    }
}
