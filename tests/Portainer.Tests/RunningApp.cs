using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data.Users;
using Portainer.Startup;

namespace Portainer.Tests;

/// <summary>The product in this process, on a free loopback port, with a data folder of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private readonly Action<IServiceCollection>? _replace;
    private readonly StartOptions _options;
    private WebApplication? _app;

    private RunningApp(Func<StartOptions, StartOptions>? change, Action<IServiceCollection>? replace)
    {
        Folder = Directory.CreateTempSubdirectory("portainer-app-").FullName;
        StartOptions quiet = new()
        {
            DataFolder = Folder,
            Http = ListenAddress.Parse("bind", "127.0.0.1:0"),
            LogLevel = Microsoft.Extensions.Logging.LogLevel.Error,
        };
        _options = change?.Invoke(quiet) ?? quiet;
        _replace = replace;
    }

    public string Folder { get; }

    public ManualTime Time { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public Uri Address => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Started as a new installation: no administrator yet.</summary>
    public static async Task<RunningApp> StartAsync(Func<StartOptions, StartOptions>? change = null, Action<IServiceCollection>? replace = null)
    {
        var app = new RunningApp(change, replace);
        await app.RestartAsync();
        return app;
    }

    /// <summary>Started with the administrator <c>admin</c>, whose password is <see cref="Password"/>.</summary>
    public static Task<RunningApp> StartWithAdministratorAsync(
        Func<StartOptions, StartOptions>? change = null, Action<IServiceCollection>? replace = null) =>
        StartAsync(options => (change?.Invoke(options) ?? options) with { Administrator = new(null, Password) }, replace);

    public async Task RestartAsync()
    {
        await StopAsync();
        _app = Program.Create(_options, services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton(new SignInLimits { CredentialPostsPerMinute = 1000 });
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            _replace?.Invoke(services);
        });
        await Launch.StartAsync(_app);
    }

    public Browser NewBrowser() => new(Address);

    /// <summary>A browser with a session of the administrator.</summary>
    public async Task<Browser> SignedInAsync()
    {
        var browser = NewBrowser();
        using var answer = await browser.SignInAsync("admin", Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async Task<User> AdministratorAsync() =>
        (await Services.GetRequiredService<UserStore>().FindByNameAsync("ADMIN", CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    internal sealed class ManualTime : TimeProvider
    {
        // Cookies are stamped with it and checked by it, so it must only move when a test says so. It starts now: helper
        // containers of another day would be expired for every other product on the same engine, which would remove them.
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
