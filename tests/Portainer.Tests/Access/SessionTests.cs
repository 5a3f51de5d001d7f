using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Users;

namespace Portainer.Tests.Access;

public sealed class SessionTests
{
    private const string Password = RunningApp.Password;
    private const string NewPassword = "another long sentence";

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();
        var token = (await browser.OpenAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await browser.PostAsync("/sign-out", new() { ["__RequestVerificationToken"] = token });
        using var page = await browser.GetAsync("/account");

        Assert.Equal("/sign-in?notice=out", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task SignOut_CopyOfTheCookie_OpensNothing()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();
        using var thief = app.NewBrowser();
        thief.Cookies.Add(browser.Cookies.GetAllCookies());
        using var elsewhere = await app.SignedInAsync();
        var token = (await browser.OpenAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        (await browser.PostAsync("/sign-out", new() { ["__RequestVerificationToken"] = token })).Dispose();
        using var copied = await thief.GetAsync("/account");
        using var other = await elsewhere.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, copied.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_KeepsTheSession()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await browser.PostAsync("/sign-out", []);
        using var page = await browser.GetAsync("/account");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Restart_SessionGoesOn()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var before = await app.SignedInAsync();

        await app.RestartAsync();

        using var after = app.NewBrowser();
        after.Cookies.Add(before.Cookies.GetAllCookies());
        using var page = await after.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task ChangePassword_OtherSessionsEndAndThisGoesOn()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var here = await app.SignedInAsync();
        using var elsewhere = await app.SignedInAsync();

        using var answer = await ChangeAsync(here, Password, NewPassword);
        using var pageHere = await here.GetAsync("/account?changed=true");
        using var pageElsewhere = await elsewhere.GetAsync("/account");

        Assert.Equal("/account?changed=true", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, pageHere.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, pageElsewhere.StatusCode);
        using var browser = app.NewBrowser();
        using var old = await browser.SignInAsync("admin", Password);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using var changed = await browser.SignInAsync("admin", NewPassword);
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
    }

    [Theory]
    [InlineData("wrong", NewPassword, "The current password is wrong.")]
    [InlineData(Password, "short", "The password is too short: use at least 12 characters.")]
    public async Task ChangePassword_Unusable_SaysWhyAndChangesNothing(string current, string changed, string expected)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await ChangeAsync(browser, current, changed);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(expected, await Browser.FaultAsync(answer));
        using var again = app.NewBrowser();
        using var signedIn = await again.SignInAsync("admin", Password);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task ChangePassword_GuessingTheCurrentOne_LocksOut()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();
        for (var guess = 0; guess < 4; guess++)
        {
            (await ChangeAsync(browser, $"guess {guess}", NewPassword)).Dispose();
        }

        using var fifth = await ChangeAsync(browser, "guess", NewPassword);
        using var right = await ChangeAsync(browser, Password, NewPassword);

        Assert.Contains("Too many wrong passwords", await Browser.FaultAsync(fifth), StringComparison.Ordinal);
        Assert.Contains("Too many wrong passwords", await Browser.FaultAsync(right), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_UserRemoved_Ends()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();
        var users = app.Services.GetRequiredService<UserStore>();
        await users.AddAsync(new NewUser("another", UserRole.Administrator), CancellationToken.None);
        await users.RemoveAsync((await app.AdministratorAsync()).Id, CancellationToken.None);

        using var page = await browser.GetAsync("/account");

        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task SessionCheck_StampChanged_PageIsNoLongerCurrent()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = await app.AdministratorAsync();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user);
        Assert.False(await app.Services.GetRequiredService<SessionCheck>().IsCurrentAsync(principal, CancellationToken.None));
        principal.Identities.First().AddClaim(new Claim(SessionClaims.SessionId, "one"));
        var check = app.Services.GetRequiredService<SessionCheck>();

        Assert.True(principal.IsInRole("Administrator"));
        Assert.Equal($"{user.Id}", principal.FindFirstValue(ClaimTypes.NameIdentifier));
        Assert.True(await check.IsCurrentAsync(principal, CancellationToken.None));
        await users.UpdateSecurityStampAsync(user);
        Assert.False(await check.IsCurrentAsync(principal, CancellationToken.None));
        Assert.False(await check.IsCurrentAsync(new ClaimsPrincipal(), CancellationToken.None));
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string current, string changed) =>
        browser.SubmitAsync("/account", ("current", current), ("password", changed), ("repeated", changed));
}
