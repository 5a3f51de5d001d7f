using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Data.Users;

namespace Portainer.Tests.Gateway;

/// <summary>The product on one engine of the lab with people of every role.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly List<GatewayUser> _users = [];

    private GatewayHost(EngineApp app) => App = app;

    public EngineApp App { get; }

    public static async Task<GatewayHost> StartAsync(string engine, Func<EngineApp.StartOptionsOf, EngineApp.StartOptionsOf>? change = null) =>
        new(await EngineApp.StartAsync(engine, change));

    public static async Task<GatewayHost> StartOnAsync(string socket) => new(await EngineApp.StartOnAsync(socket));

    public async Task<GatewayUser> AdministratorAsync()
    {
        var user = new GatewayUser("admin", null, App.Endpoint, App.App.NewBrowser());
        _users.Add(user);
        await user.SignInAsync();
        return user;
    }

    /// <summary>Somebody new with a role on the endpoint; null: with none.</summary>
    public async Task<GatewayUser> UserAsync(string name, EndpointRole? role)
    {
        await using var scope = App.App.Services.CreateAsyncScope();
        var account = new User { UserName = EngineApp.Name(name) };
        Assert.True((await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(account, RunningApp.Password)).Succeeded);
        if (role is { } given)
        {
            var grants = App.Get<GrantStore>();
            var others = await grants.ListAsync(GrantScope.Endpoint, App.Endpoint, CancellationToken.None);
            await grants.ReplaceAsync(
                GrantScope.Endpoint, App.Endpoint, [.. others, new(GrantScope.Endpoint, App.Endpoint, GrantHolder.User, account.Id, given)], CancellationToken.None);
        }

        await App.Get<AccessReader>().ReadAgainAsync(CancellationToken.None);
        var user = new GatewayUser(account.UserName, role, App.Endpoint, App.App.NewBrowser());
        _users.Add(user);
        await user.SignInAsync();
        return user;
    }

    public async Task SetSecurityAsync(EndpointSecurity security)
    {
        await App.Get<EndpointSecurityStore>().SetAsync(App.Endpoint, security, CancellationToken.None);
        await App.Get<AccessReader>().ReadAgainAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var user in _users)
        {
            user.Dispose();
        }

        await App.DisposeAsync();
    }
}

/// <summary>A person and their session at the gateway.</summary>
internal sealed class GatewayUser(string name, EndpointRole? role, int endpoint, Browser browser) : IDisposable
{
    public string Name => name;

    public EndpointRole? Role => role;

    public Uri Engine { get; } = new(browser.Address, $"api/endpoints/{endpoint}/docker");

    /// <summary>As a header's value.</summary>
    public string Cookie => browser.Cookies.GetCookieHeader(browser.Address);

    public string Origin => browser.Address.GetLeftPart(UriPartial.Authority);

    public async Task SignInAsync()
    {
        using var answer = await browser.SignInAsync(name, RunningApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        browser.Headers["Origin"] = Origin;
    }

    /// <param name="path">Of the engine, with its query.</param>
    public Task<HttpResponseMessage> SendAsync(string method, string path, JsonNode? body = null) =>
        browser.SendAsync(HttpMethod.Parse(method), $"{Engine.AbsolutePath}{path}", body is null ? null : JsonContent.Create(body));

    public async Task<int> StatusAsync(string method, string path, JsonNode? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return (int)answer.StatusCode;
    }

    public async Task<JsonNode> ReadAsync(string method, string path, JsonNode? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{name}: {method} {path} -> {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>The status, for a request that an <see cref="EngineRelay"/> keeps from its engine.</summary>
    public async Task<int> ProbeAsync(string method, string path, JsonNode? body)
    {
        browser.Headers["User-Agent"] = EngineRelay.Probe;
        return await StatusAsync(method, path, body);
    }

    public void Dispose() => browser.Dispose();
}
