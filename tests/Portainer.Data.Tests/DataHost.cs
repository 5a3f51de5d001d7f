using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portainer.Data.Endpoints;
using Portainer.Data.Jobs;
using Portainer.Data.Migrations;
using Portainer.Data.Registries;
using Portainer.Data.Settings;
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

    internal JobStore Jobs => _services.GetRequiredService<JobStore>();

    internal SessionStore Sessions => _services.GetRequiredService<SessionStore>();

    internal SettingsStore Settings => _services.GetRequiredService<SettingsStore>();

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
