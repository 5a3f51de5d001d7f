using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Portainer.Data.Migrations;

/// <summary>Brings the database to the newest schema. A shipped file is never edited: a change is a new file.</summary>
public sealed class Migrator(Db db, TimeProvider time)
{
    // "PORT" in ASCII: any number will do as long as nobody else on the server takes this lock.
    private const long AdvisoryLock = 0x504F5254;

    /// <summary>Applies all files not applied yet, in one transaction; processes that start together wait for each other.</summary>
    /// <exception cref="StorageException">The database cannot be used, or was written by a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MigrateInTransactionAsync(cancellationToken);
        }
        catch (DbException failure)
        {
            throw new StorageException($"The {db.Name} database cannot be brought up to date: {failure.Message}", failure);
        }
    }

    internal static IReadOnlyList<(int Version, string Name)> Files() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name))];

    private async Task MigrateInTransactionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        if (db.Dialect == Dialect.Postgres)
        {
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@AdvisoryLock)", new { AdvisoryLock }, transaction);
        }

        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
        var applied = (await connection.QueryAsync<int>("SELECT version FROM schema_version", transaction: transaction)).ToHashSet();
        var files = Files();
        if (applied.Count > 0 && applied.Max() > files[^1].Version)
        {
            throw new StorageException(
                $"The database has schema {applied.Max()}, which is newer than this version of Portainer knows ({files[^1].Version}): start the newer version, or restore a backup.");
        }

        // By number, not from the highest on: work done side by side may have landed the later number first.
        foreach (var (version, name) in files.Where(file => !applied.Contains(file.Version)))
        {
            await ApplyAsync(connection, transaction, version, name);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ApplyAsync(DbConnection connection, DbTransaction transaction, int version, string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        await connection.ExecuteAsync(db.Sql(await reader.ReadToEndAsync()), transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO schema_version (version, name, applied_at) VALUES (@version, @name, @now)",
            new { version, name, now = time.GetUtcNow() },
            transaction);
    }
}
