using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;

namespace Portainer.Tests.Access;

public sealed class SignInTests
{
    private const string Password = RunningApp.Password;

    [Fact]
    public async Task SignIn_RightPassword_OpensASessionThatScriptsCannotRead()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.SignInAsync("Admin", Password);
        using var page = await browser.GetAsync("/account");

        Assert.Equal("/", answer.Headers.Location?.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("portainer_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task SignIn_WrongPasswordOrUser_SaysTheSame()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        using var wrongPassword = await browser.SignInAsync("admin", "wrong");
        using var wrongUser = await browser.SignInAsync("nobody", "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, wrongPassword.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrongUser.StatusCode);
        Assert.Equal("User name or password is wrong.", await Browser.FaultAsync(wrongPassword));
        Assert.Equal("User name or password is wrong.", await Browser.FaultAsync(wrongUser));
        using var page = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("nobody")]
    public async Task SignIn_FiveFailures_LocksTheNameWithATimer(string name)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();
        for (var failure = 1; failure < 5; failure++)
        {
            using var refused = await browser.SignInAsync(name, "wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var fifth = await browser.SignInAsync(name, "wrong");
        using var rightOne = await browser.SignInAsync(name, Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, fifth.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, rightOne.StatusCode);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"Too many failed attempts: this user name is locked until {app.Time.Now.AddMinutes(5):HH:mm:ss} UTC, 5 minutes from now."), await Browser.FaultAsync(fifth));
        var timer = (await Browser.ParseAsync(rightOne)).QuerySelector("[data-seconds]");
        Assert.Equal("300", timer?.GetAttribute("data-seconds"));
        Assert.Equal(TimeSpan.FromSeconds(300), rightOne.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task SignIn_AfterTheLockout_Works()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();
        for (var failure = 0; failure < 5; failure++)
        {
            (await browser.SignInAsync("admin", "wrong")).Dispose();
        }

        app.Time.Now = app.Time.Now.AddMinutes(5).AddSeconds(1);
        using var answer = await browser.SignInAsync("admin", Password);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public void UnknownNames_LockoutOver_CountsAnew()
    {
        var time = new RunningApp.ManualTime();
        var names = new UnknownNames(new SignInLimits(), time);
        for (var failure = 0; failure < 4; failure++)
        {
            Assert.Null(names.Fail("X"));
        }

        Assert.Equal(time.Now.AddMinutes(5), names.Fail("X"));
        Assert.Equal(time.Now.AddMinutes(5), names.LockedUntil("X"));
        Assert.Null(names.LockedUntil("Y"));
        time.Now = time.Now.AddMinutes(6);
        Assert.Null(names.LockedUntil("X"));
        Assert.Null(names.Fail("X"));
    }

    [Theory]
    [InlineData("/endpoints/1/containers?filter=web&sort=name")]
    [InlineData("/endpoints/3/containers/web.1/logs")]
    public async Task SignIn_DeepLink_LeadsBackToIt(string path)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();
        using var challenge = await browser.GetAsync(path);

        using var answer = await browser.SignInAsync("admin", Password, challenge.Headers.Location!.ToString());

        Assert.Equal(path, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    public async Task SignIn_ForeignReturnUrl_IsIgnored(string url)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.SubmitAsync("/sign-in", ("userName", "admin"), ("password", Password), ("returnUrl", url));
        using var again = await browser.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(url)}");

        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.Equal("/", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SignIn_KeepMeSignedIn_LastsThirtyDays()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.SubmitAsync("/sign-in", ("userName", "admin"), ("password", Password), ("remember", "true"));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("portainer_session=", StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"expires={app.Time.Now.AddDays(30):R}"), cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 8)]
    [InlineData("true", 30 * 24)]
    public async Task Session_Unused_EndsAfterItsTime(string? remember, int hours)
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();
        using var answer = await browser.SubmitAsync("/sign-in", ("userName", "admin"), ("password", Password), ("remember", remember ?? ""));

        app.Time.Now = app.Time.Now.AddHours(hours).AddMinutes(1);
        using var late = await browser.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
    }

    [Fact]
    public async Task Session_UsedNowAndThen_Slides()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = await app.SignedInAsync();
        for (var hours = 0; hours < 20; hours += 5)
        {
            app.Time.Now = app.Time.Now.AddHours(5);
            using var page = await browser.GetAsync("/account");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task SignIn_BcryptHashFromTheCommandLine_WorksAndIsReplaced()
    {
        await using var app = await RunningApp.StartAsync(options => options with
        {
            Administrator = new("$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.", null),
        });
        using var browser = app.NewBrowser();

        using var first = await browser.SignInAsync("admin", "correct horse battery");
        using var page = await browser.GetAsync("/account");
        using var another = app.NewBrowser();
        using var second = await another.SignInAsync("admin", "correct horse battery");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.StartsWith("AQAAAA", (await app.AdministratorAsync()).PasswordHash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.PostAsync("/sign-in", new() { ["userName"] = "admin", ["password"] = Password });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Location"));
    }

    [Fact]
    public async Task SignIn_ManyPostsAMinute_AreSlowedDown()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync(
            replace: services => services.AddSingleton(new SignInLimits { CredentialPostsPerMinute = 3 }));
        using var browser = app.NewBrowser();
        for (var post = 0; post < 3; post++)
        {
            (await browser.SignInAsync($"name{post}", "wrong")).Dispose();
        }

        using var answer = await browser.SignInAsync("admin", Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Wait a minute", (await Browser.ParseAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_FieldsAre_WhatPasswordManagersLookFor()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync();
        using var browser = app.NewBrowser();

        var page = await browser.OpenAsync("/sign-in");

        Assert.Equal("username", page.QuerySelector("input[name=userName]")?.GetAttribute("autocomplete"));
        Assert.Equal("current-password", page.QuerySelector("input[name=password]")?.GetAttribute("autocomplete"));
        Assert.Empty(page.QuerySelectorAll("script:not([src]), [style], [onclick]"));
    }
}
