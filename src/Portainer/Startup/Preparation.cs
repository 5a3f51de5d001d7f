using Portainer.Access;
using Portainer.Data.Endpoints;
using Portainer.Data.Migrations;
using Portainer.Data.Settings;

namespace Portainer.Startup;

/// <summary>What happens between reading the options and the first request.</summary>
internal sealed partial class Preparation(
    Migrator migrator, SettingsStore settings, EndpointStore endpoints, FirstRun firstRun, SetupToken token,
    IServiceScopeFactory scopes, StartOptions options, ILoggerFactory loggers)
{
    public const string InstanceId = "instance-id";

    /// <summary>A category of its own, which no --log-level silences: without these lines nobody gets in.</summary>
    public const string LogCategory = "Portainer.Setup";

    private const string AdministratorName = "admin";
    private readonly ILogger _logger = loggers.CreateLogger(LogCategory);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        await settings.GetOrSetAsync(InstanceId, Guid.NewGuid().ToString(), cancellationToken);
        await CreateAdministratorAsync(cancellationToken);
        await CreatePrimaryAsync(cancellationToken);
    }

    /// <summary>Tells the person who started the product what to do next, if there is no administrator yet.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (!await firstRun.IsPendingAsync(cancellationToken))
        {
            return;
        }

        if (token.Made is { } made)
        {
            LogToken(made);
            return;
        }

        LogNoAdministrator(token.IsRequired ? "the set-up token is the one given with --setup-token" : "no set-up token is asked for, so be quick");
    }

    /// <summary>Only while there is none, as in Portainer: afterwards the options say nothing.</summary>
    private async Task CreateAdministratorAsync(CancellationToken cancellationToken)
    {
        if (options.Administrator is not { } credential || !await firstRun.IsPendingAsync(cancellationToken))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var setup = scope.ServiceProvider.GetRequiredService<SetupActions>();
        if (credential.Hash is { } hash)
        {
            await setup.CreateWithHashAsync(AdministratorName, hash, cancellationToken);
            return;
        }

        var faults = await setup.ValidateAsync(AdministratorName, credential.Password!);
        if (faults.Count > 0)
        {
            throw new StartException($"The password in the file of --admin-password-file cannot be used. {string.Join(' ', faults)}");
        }

        await setup.CreateAsync(AdministratorName, credential.Password!, cancellationToken);
    }

    private async Task CreatePrimaryAsync(CancellationToken cancellationToken)
    {
        if (options.Primary is { } primary && (await endpoints.ListAsync(cancellationToken)).Count == 0)
        {
            await endpoints.CreateAsync(primary, cancellationToken);
        }
    }

    [LoggerMessage(2, LogLevel.Information, "Set-up token: {Token} - open this product in a browser and enter it there to create the first administrator (a browser on this machine needs none).")]
    private partial void LogToken(string token);

    [LoggerMessage(3, LogLevel.Information, "There is no administrator yet: open this product in a browser to create one ({Token}).")]
    private partial void LogNoAdministrator(string token);
}
