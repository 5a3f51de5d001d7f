using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Portainer.Tests.Access;

public sealed class ProtectionTests(ProtectionTests.SharedApp shared) : IClassFixture<ProtectionTests.SharedApp>
{
    /// <summary>All that may be served without a session, static files aside. A new line here is a decision.</summary>
    private static readonly string[] Open = ["/healthz", "/api/system/status", "/setup", "/sign-in", "/sign-out"];

    [Fact]
    public async Task EveryRoute_AllowsAnonymousOnlyAsDecided()
    {
        var app = shared.App;

        var open = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsStaticFile(endpoint))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

        Assert.Empty(open.Except(Open));
    }

    [Fact]
    public async Task EveryOtherRoute_WithoutSession_IsRefused()
    {
        var app = shared.App;
        using var browser = app.NewBrowser();
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

        foreach (var route in routes)
        {
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "GET";
            using var answer = await browser.SendAsync(new HttpMethod(method), Example(route));
            Assert.True(
                answer.StatusCode == HttpStatusCode.Unauthorized || answer.Headers.Location?.ToString().StartsWith("/sign-in", StringComparison.Ordinal) == true,
                $"{method} {route.RoutePattern.RawText} answers {answer.StatusCode} without a session.");
        }
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.Redirect)]
    [InlineData("GET", "/endpoints/1/containers", HttpStatusCode.Redirect)]
    [InlineData("GET", "/no-such-page", HttpStatusCode.Redirect)]
    [InlineData("GET", "/api/endpoints", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/API/endpoints", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/hub", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/hub/negotiate", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/_blazor/negotiate", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "/endpoints/1", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/healthz", HttpStatusCode.OK)]
    [InlineData("GET", "/api/system/status", HttpStatusCode.OK)]
    [InlineData("GET", "/sign-in", HttpStatusCode.OK)]
    [InlineData("GET", "/app.css", HttpStatusCode.OK)]
    [InlineData("GET", "/sign-in.css", HttpStatusCode.OK)]
    public async Task Request_WithoutSession_IsAnsweredAsDecided(string method, string path, HttpStatusCode expected)
    {
        var app = shared.App;
        using var browser = app.NewBrowser();

        using var answer = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Post_FromAPageOfAnotherOrigin_IsRefused(string origin)
    {
        var app = shared.App;
        using var browser = await app.SignedInAsync();
        var page = await browser.OpenAsync("/account");
        browser.Headers["Origin"] = origin;

        using var answer = await browser.SubmitAsync(page, ("current", RunningApp.Password), ("password", "another long sentence"), ("repeated", "another long sentence"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Origin invalid", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_FromAPageOfAnotherOrigin_IsRefused()
    {
        var app = shared.App;
        using var browser = await app.SignedInAsync();
        browser.Headers["Connection"] = "Upgrade";
        browser.Headers["Upgrade"] = "websocket";
        browser.Headers["Sec-WebSocket-Version"] = "13";
        browser.Headers["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ==";
        browser.Headers["Origin"] = "http://127.0.0.1:1";

        using var answer = await browser.GetAsync("/hub");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Post_FromItsOwnOrATrustedOrigin_IsAccepted()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync(options => options with { TrustedOrigins = ["https://portainer.example.com"] });
        using var own = app.NewBrowser();
        own.Headers["Origin"] = app.Address.GetLeftPart(UriPartial.Authority);
        using var trusted = app.NewBrowser();
        trusted.Headers["Origin"] = "https://portainer.example.com";

        using var forwarded = app.NewBrowser();
        forwarded.Headers["Origin"] = "https://portainer.internal:8443";
        forwarded.Headers["X-Forwarded-Host"] = "portainer.internal:8443";

        using var ownAnswer = await own.SignInAsync("admin", RunningApp.Password);
        using var trustedAnswer = await trusted.SignInAsync("admin", RunningApp.Password);

        Assert.Equal(HttpStatusCode.Redirect, ownAnswer.StatusCode);
        using var forwardedAnswer = await forwarded.SignInAsync("admin", RunningApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, trustedAnswer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, forwardedAnswer.StatusCode);
    }

    [Fact]
    public async Task Page_CarriesTheSecurityHeaders()
    {
        await using var app = await RunningApp.StartWithAdministratorAsync(options => options with { Logo = "https://pictures.example/logo.svg" });
        using var browser = app.NewBrowser();

        using var one = await browser.GetAsync("/sign-in");
        using var two = await browser.GetAsync("/sign-in");

        var policy = Assert.Single(one.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data: https://pictures.example;", policy, StringComparison.Ordinal);
        Assert.NotEqual(policy, Assert.Single(two.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(one.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(one.Headers.GetValues("Referrer-Policy")));
        Assert.True(one.Headers.CacheControl!.NoStore);
        Assert.False(one.Headers.Contains("blazor-enhanced-nav"));
        Assert.False(one.Headers.Contains("Server"));
    }

    /// <summary>These tests change nothing, so one app serves them all.</summary>
    public sealed class SharedApp : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartWithAdministratorAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor");

    private static string Example(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "1"))));
}
