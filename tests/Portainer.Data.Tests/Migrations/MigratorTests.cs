using Portainer.Data.Migrations;

namespace Portainer.Data.Tests.Migrations;

public sealed class MigratorOnSqliteTests() : MigratorTests(Dialect.Sqlite);

public sealed class MigratorOnPostgresTests() : MigratorTests(Dialect.Postgres);

public abstract class MigratorTests(Dialect dialect)
{
    [Fact]
    public async Task Migrate_Twice_AppliesEveryFileOnce()
    {
        await using var host = await DataHost.EmptyAsync(dialect);

        await host.Migrator.MigrateAsync(CancellationToken.None);
        await host.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(Migrator.Files().Count, await host.ScalarAsync<long>("SELECT COUNT(*) FROM schema_version"));
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT COUNT(*) FROM users"));
    }

    [Fact]
    public async Task Migrate_ManyAtOnce_AllSucceed()
    {
        await using var host = await DataHost.EmptyAsync(dialect);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Migrator.MigrateAsync(CancellationToken.None))));

        Assert.Equal(Migrator.Files().Count, await host.ScalarAsync<long>("SELECT COUNT(*) FROM schema_version"));
    }

    [Fact]
    public async Task Migrate_TwoProcessesAtOnce_BothSucceed()
    {
        await using var host = await DataHost.EmptyAsync(dialect);

        var codes = await host.TwoProcessesAsync("migrate");

        Assert.Equal([0, 0], codes);
        Assert.Equal(Migrator.Files().Count, await host.ScalarAsync<long>("SELECT COUNT(*) FROM schema_version"));
    }

    [Fact]
    public async Task Migrate_AFileOfALowerNumberCameLater_IsApplied()
    {
        await using var host = await DataHost.MigratedAsync(dialect);
        await host.ExecuteAsync("DROP TABLE ended_sessions");
        await host.ExecuteAsync("DELETE FROM schema_version WHERE version = 2");

        await host.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(Migrator.Files().Count, await host.ScalarAsync<long>("SELECT COUNT(*) FROM schema_version"));
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT COUNT(*) FROM ended_sessions"));
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerVersion_IsRefusedPlainly()
    {
        await using var host = await DataHost.MigratedAsync(dialect);
        await host.ScalarAsync<int>("INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'later', 0) RETURNING 1");

        var failure = await Assert.ThrowsAsync<StorageException>(() => host.Migrator.MigrateAsync(CancellationToken.None));

        Assert.Contains("9999", failure.Message, StringComparison.Ordinal);
    }
}
