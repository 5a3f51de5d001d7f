using System.Runtime.Versioning;
using Npgsql;

namespace Portainer.Data.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class DbTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    [Theory]
    [InlineData(Dialect.Sqlite, "id INTEGER PRIMARY KEY AUTOINCREMENT, raw BLOB, doc TEXT, id IN @ids")]
    [InlineData(Dialect.Postgres, "id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, raw BYTEA, doc TEXT, id = ANY(@ids)")]
    public async Task Sql_Tokens_BecomeTheDialectsWords(Dialect dialect, string expected)
    {
        await using var host = await DataHost.EmptyAsync(dialect);

        Assert.Equal(expected, host.Db.Sql("id {identity}, raw {blob}, doc {json}, id {in:ids}"));
    }

    [Fact]
    public async Task Open_Sqlite_IsWalWithForeignKeys()
    {
        await using var host = await DataHost.MigratedAsync(Dialect.Sqlite);

        Assert.Equal("wal", await host.ScalarAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(5000, await host.ScalarAsync<long>("PRAGMA busy_timeout"));
        Assert.Equal(1, await host.ScalarAsync<long>("PRAGMA synchronous"));
        Assert.Equal(1, await host.ScalarAsync<long>("PRAGMA foreign_keys"));
    }

    [Fact]
    public async Task Migrate_NotADatabase_SaysSo()
    {
        await using var host = await DataHost.EmptyAsync(Dialect.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "portainer.db"), new string('x', 8192));

        var failure = await Assert.ThrowsAsync<StorageException>(() => host.Migrator.MigrateAsync(CancellationToken.None));

        Assert.Contains("not a database", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_PostgresUnreachable_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var nobody = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "nobody", Timeout = 2 }.ToString();
        await using var db = new Db(new DataOptions { Folder = folder.Path, PostgresConnection = nobody }, new DataFolder(folder.Path));

        var failure = await Assert.ThrowsAsync<StorageException>(() => db.OpenAsync(CancellationToken.None));

        Assert.Contains("PostgreSQL", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Db_NonsenseConnectionString_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<StorageException>(() => new Db(new DataOptions { Folder = folder.Path, PostgresConnection = "nonsense" }, new DataFolder(folder.Path)));
    }

    [Fact]
    public void SystemSqlite_LibraryMissing_GivesNoHandle() =>
        Assert.Equal(0, SystemSqlite.Load(["libsqlite3-that-nobody-has.so"]));

    [Fact]
    public async Task Folder_Made_IsItsOwnersAlone()
    {
        using var parent = new TemporaryFolder();
        var path = Path.Combine(parent.Path, "new");
        var folder = new DataFolder(path);
        await using var db = new Db(new DataOptions { Folder = path }, folder);

        Assert.Equal(OwnerFolder, File.GetUnixFileMode(path));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(Path.Combine(path, "keys")));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(Path.Combine(path, "portainer.db")));
    }

    [Fact]
    public async Task Keys_Made_AreTheirOwnersAlone()
    {
        await using var host = await DataHost.MigratedAsync(Dialect.Sqlite);
        await host.Endpoints.CreateAsync(
            new("far", "far:2376") { Tls = new() { Mode = Data.Endpoints.TlsMode.VerifyServer, CaPem = "ca" } }, CancellationToken.None);

        var key = Assert.Single(Directory.EnumerateFiles(Path.Combine(host.Folder, "keys")));

        Assert.Equal(OwnerFile, File.GetUnixFileMode(key));
        Assert.All(Directory.EnumerateFiles(host.Folder), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void Folder_CannotBeMade_SaysWhich()
    {
        using var parent = new TemporaryFolder();
        var file = Path.Combine(parent.Path, "file");
        File.WriteAllText(file, "");

        var failure = Assert.Throws<StorageException>(() => new DataFolder(Path.Combine(file, "data")));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("portainer-data-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
