using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Data.Migrations;
using Portainer.Fleet;
using Portainer.Streaming;
using Portainer.Testing;

namespace Portainer.Tests.Streaming;

/// <summary>The hub with the real gate, watch and engines behind it, on a loopback port. Who asks is said in a cookie instead of a sign-in.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    public const string Administrator = "administrator";
    public const string Standard = "standard";
    private readonly WebApplication _app;
    private readonly string _folder;

    private StreamHost(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Started and connected to the engines, which get the ids 1, 2, ...</summary>
    public static Task<StreamHost> StartAsync(params string[] engines) => StartAsync("http://127.0.0.1:0", _ => { }, engines);

    public static async Task<StreamHost> StartAsync(string url, Action<WebApplication> map, params string[] engines)
    {
        var folder = Directory.CreateTempSubdirectory("portainer-streams-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPortainerData(new() { Folder = folder }).AddFleet([]).AddGate([]).AddStreaming();
        builder.Services.AddAuthentication(CookieUser.Scheme).AddScheme<AuthenticationSchemeOptions, CookieUser>(CookieUser.Scheme, null);
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<SessionCheck>().AddSingleton<ConnectionGuard>().AddSingleton(new SignInLimits { Revalidation = TimeSpan.FromHours(1) });
        var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStreaming();
        map(app);
        foreach (var (engine, number) in engines.Select((engine, index) => (engine, index + 1)))
        {
            await app.Services.GetRequiredService<EndpointStore>().CreateAsync(new($"engine {number}", engine), CancellationToken.None);
        }

        await app.StartAsync();
        var host = new StreamHost(app, folder);
        await host.ConnectedAsync(engines.Length);
        return host;
    }

    public Task<HubSocket> ConnectAsync(string? user = Administrator) => HubSocket.ConnectAsync(Address, user is null ? null : $"user={user}");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConnectedAsync(int engines)
    {
        var gate = Services.GetRequiredService<EngineGate>();
        var caller = new Caller(1, Administrator, true);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        bool Ready() => gate.Views(caller).Count(view => view.Connection.State == ConnectionState.Up && view.AsOf is not null) == engines;
        await using var changes = new ChangeWatch(gate.ChangesAsync(null, TimeSpan.Zero, patience.Token));
        while (!Ready())
        {
            await changes.NextAsync(patience.Token);
        }
    }

    private sealed class CookieUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "cookie-user";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Cookies["user"] is not { } user)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            List<Claim> claims = [new(ClaimTypes.NameIdentifier, user == Administrator ? "1" : "2"), new(ClaimTypes.Name, user)];
            if (user == Administrator)
            {
                claims.Add(new(ClaimTypes.Role, Roles.Administrator));
            }

            var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
            return Task.FromResult(AuthenticateResult.Success(new(principal, Scheme)));
        }
    }
}
