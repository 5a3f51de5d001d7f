using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Users;

namespace Portainer.Tests.Access;

public sealed class SetupTests
{
    private const string Password = RunningApp.Password;

    [Theory]
    [InlineData("/")]
    [InlineData("/endpoints/1/containers?filter=web")]
    [InlineData("/sign-in")]
    [InlineData("/account")]
    [InlineData("/no-such-page")]
    public async Task AnyPage_NoAdministrator_LeadsToSetup(string path)
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/setup", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/api/endpoints")]
    [InlineData("/hub")]
    [InlineData("/_blazor/negotiate")]
    public async Task Program_NoAdministrator_IsToldSo(string path)
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("first administrator", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_OnThisMachine_NeedsNoTokenAndLeadsToSignIn()
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();

        using var answer = await SetUpAsync(browser);

        Assert.Equal("/sign-in?notice=created", answer.Headers.Location?.ToString());
        Assert.True((await app.AdministratorAsync()).IsAdministrator);
        using var signedIn = await browser.SignInAsync("admin", Password);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Setup_Afterwards_PageAndHandlerRefuse()
    {
        await using var app = await RunningApp.StartAsync();
        using var early = app.NewBrowser();
        await early.OpenAsync("/setup");
        using var browser = app.NewBrowser();
        using var first = await SetUpAsync(browser);

        using var page = await browser.GetAsync("/setup");
        using var post = await browser.PostAsync("/setup", new() { ["userName"] = "mallory", ["password"] = Password, ["repeated"] = Password });

        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, post.StatusCode);
        Assert.Single(await app.Services.GetRequiredService<UserStore>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Setup_ManyAtOnce_ExactlyOneWins()
    {
        await using var app = await RunningApp.StartAsync();
        var browsers = Enumerable.Range(0, 8).Select(_ => app.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, number) => SetUpAsync(browser, $"admin{number}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.Redirect), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Single(await app.Services.GetRequiredService<UserStore>().ListAsync(CancellationToken.None));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "rebound.example.com")]
    public async Task Setup_NotPlainlyFromThisMachine_NeedsTheToken(string header, string value)
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();
        browser.Headers[header] = value;

        var page = await browser.OpenAsync("/setup");
        using var without = await SetUpAsync(browser);
        using var wrong = await SetUpAsync(browser, "admin", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA");

        Assert.NotNull(page.QuerySelector("input[name=token]"));
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Empty(await app.Services.GetRequiredService<UserStore>().ListAsync(CancellationToken.None));
        using var right = await SetUpAsync(browser, "admin", app.Services.GetRequiredService<SetupToken>().Made!);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Setup_ChosenToken_IsAccepted()
    {
        await using var app = await RunningApp.StartAsync(options => options with { SetupToken = "chosen-by-me" });
        using var browser = app.NewBrowser();
        browser.Headers["X-Forwarded-For"] = "10.0.0.1";

        using var answer = await SetUpAsync(browser, "admin", " chosen-by-me ");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(app.Services.GetRequiredService<SetupToken>().Made);
    }

    [Fact]
    public async Task Setup_TokenTurnedOff_NobodyNeedsOne()
    {
        await using var app = await RunningApp.StartAsync(options => options with { RequiresSetupToken = false });
        using var browser = app.NewBrowser();
        browser.Headers["X-Forwarded-For"] = "10.0.0.1";

        using var answer = await SetUpAsync(browser);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("short", "short", "at least 12")]
    [InlineData("correct horse battery", "correct horse", "differ")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "repeats itself")]
    [InlineData("adminadminadmin1", "adminadminadmin1", "user name")]
    public async Task Setup_UnusablePassword_SaysWhy(string password, string repeated, string expected)
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.SubmitAsync("/setup", ("userName", "admin"), ("password", password), ("repeated", repeated));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await Browser.FaultAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_WithoutTheFormsToken_IsRefused()
    {
        await using var app = await RunningApp.StartAsync();
        using var browser = app.NewBrowser();

        using var answer = await browser.PostAsync("/setup", new() { ["userName"] = "admin", ["password"] = Password, ["repeated"] = Password });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await app.Services.GetRequiredService<UserStore>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public void SetupToken_Made_DiffersEachTime() => Assert.NotEqual(new SetupToken(true, null).Made, new SetupToken(true, null).Made);

    private static async Task<HttpResponseMessage> SetUpAsync(Browser browser, string name = "admin", string? token = null)
    {
        using var page = await browser.GetAsync("/setup");
        return page.StatusCode == HttpStatusCode.Conflict
            ? new HttpResponseMessage(HttpStatusCode.Conflict)
            : await browser.SubmitAsync(await Browser.ParseAsync(page), ("userName", name), ("password", Password), ("repeated", Password), ("token", token ?? ""));
    }
}
