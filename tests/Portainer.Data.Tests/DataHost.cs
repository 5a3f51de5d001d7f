using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portainer.Data.AccessControl;
using Portainer.Data.ApiKeys;
using Portainer.Data.Audit;
using Portainer.Data.Endpoints;
using Portainer.Data.Images;
using Portainer.Data.Jobs;
using Portainer.Data.Migrations;
using Portainer.Data.Registries;
using Portainer.Data.Settings;
using Portainer.Data.Teams;
using Portainer.Data.Users;

namespace Portainer.Data.Tests;

/// <summary>A data folder of its own and, on PostgreSQL, a schema of its own; both are removed at the end.</summary>
internal sealed class DataHost : IAsyncDisposable
{
    private readonly string _schema = $"test_{Guid.NewGuid():N}";
    private ServiceProvider _services;

    private DataHost(Dialect dialect)
    {
        Dialect = dialect;
        Folder = Directory.CreateTempSubdirectory("portainer-data-").FullName;
        _services = Build();
    }

    internal Dialect Dialect { get; }

    internal string Folder { get; }

    internal ManualTime Time { get; } = new();

    internal Db Db => _services.GetRequiredService<Db>();

    internal Migrator Migrator => _services.GetRequiredService<Migrator>();

    internal EndpointStore Endpoints => _services.GetRequiredService<EndpointStore>();

    internal UserStore Users => _services.GetRequiredService<UserStore>();

    internal RegistryStore Registries => _services.GetRequiredService<RegistryStore>();

    internal ImageAnswerStore Answers => _services.GetRequiredService<ImageAnswerStore>();

    internal JobStore Jobs => _services.GetRequiredService<JobStore>();

    internal SessionStore Sessions => _services.GetRequiredService<SessionStore>();

    internal SettingsStore Settings => _services.GetRequiredService<SettingsStore>();

    internal TeamStore Teams => _services.GetRequiredService<TeamStore>();

    internal TagStore Tags => _services.GetRequiredService<TagStore>();

    internal EndpointGroupStore Groups => _services.GetRequiredService<EndpointGroupStore>();

    internal EndpointSecurityStore Security => _services.GetRequiredService<EndpointSecurityStore>();

    internal GrantStore Grants => _services.GetRequiredService<GrantStore>();

    internal RegistryGrantStore RegistryGrants => _services.GetRequiredService<RegistryGrantStore>();

    internal ResourceControlStore Controls => _services.GetRequiredService<ResourceControlStore>();

    internal ApiKeyStore ApiKeys => _services.GetRequiredService<ApiKeyStore>();

    internal AuditStore Audit => _services.GetRequiredService<AuditStore>();

    internal IServiceProvider Services => _services;

    internal string? Connection => Dialect == Dialect.Sqlite
        ? null
        : new NpgsqlConnectionStringBuilder(Server) { SearchPath = _schema, MaxPoolSize = 20 }.ToString();

    private static string Server => Environment.GetEnvironmentVariable("PORTAINER_TEST_POSTGRES")
        ?? throw new InvalidOperationException("PORTAINER_TEST_POSTGRES is not set: run tests/run, which starts a private PostgreSQL.");

    internal static async Task<DataHost> EmptyAsync(Dialect dialect)
    {
        var host = new DataHost(dialect);
        if (dialect == Dialect.Postgres)
        {
            await OnServerAsync($"CREATE SCHEMA {host._schema}");
        }

        return host;
    }

    internal static async Task<DataHost> MigratedAsync(Dialect dialect)
    {
        var host = await EmptyAsync(dialect);
        await host.Migrator.MigrateAsync(CancellationToken.None);
        return host;
    }

    /// <summary>What a restart of the product does.</summary>
    internal async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    internal async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await Db.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    /// <summary>Two processes of the product at once on this database (see Program.cs); returns their exit codes.</summary>
    internal async Task<int[]> TwoProcessesAsync(string work)
    {
        string[] arguments = [typeof(DataHost).Assembly.Location, work, Folder, .. Connection is { } text ? [text] : Array.Empty<string>()];
        return await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            using var process = Process.Start("dotnet", arguments);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }));
    }

    internal async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Db.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Runs the work that many times at once and tells the refusals apart from what went through.</summary>
    internal static async Task<(int Done, IReadOnlyList<RefusedChangeException> Refused)> AtOnceAsync(int times, Func<int, Task> work)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, times).Select(number => Task.Run(async () =>
        {
            try
            {
                await work(number);
                return null;
            }
            catch (RefusedChangeException refusal)
            {
                return refusal;
            }
        })));
        return (outcomes.Count(outcome => outcome is null), [.. outcomes.OfType<RefusedChangeException>()]);
    }

    /// <summary>A person, by name.</summary>
    internal async Task<int> UserAsync(string name = "maria", UserRole role = UserRole.Standard) =>
        (await Users.AddAsync(new NewUser(name, role), CancellationToken.None)).Id;

    internal async Task<int> TeamAsync(string name = "builders") => (await Teams.CreateAsync(name, [], CancellationToken.None)).Id;

    internal async Task<int> EndpointAsync(string name = "primary") =>
        (await Endpoints.CreateAsync(new NewEndpoint(name, "unix:///var/run/docker.sock"), CancellationToken.None)).Id;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Dialect == Dialect.Postgres)
        {
            await OnServerAsync($"DROP SCHEMA {_schema} CASCADE");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.ExecuteAsync(sql);
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Time)
        .AddPortainerData(new DataOptions { Folder = Folder, PostgresConnection = Connection })
        .BuildServiceProvider();

    internal sealed class ManualTime : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = new(2026, 11, 21, 2, 33, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
