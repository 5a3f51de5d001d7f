using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portainer.Data;

/// <summary>The database: opens connections, begins transactions, and turns the few dialect tokens of our SQL into the dialect's words.</summary>
public sealed partial class Db : IAsyncDisposable
{
    // The base type: with SQLite Npgsql is not even loaded.
    private readonly DbDataSource? _postgres;
    private readonly string? _sqlite;

    static Db()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UnixMilliseconds());
        SqlMapper.AddTypeHandler(new IdSet.Text());
    }

    /// <exception cref="StorageException">SQLite's library is missing or the connection string is not one.</exception>
    public Db(DataOptions options, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(folder);
        if (options.PostgresConnection is { } connection)
        {
            Dialect = Dialect.Postgres;
            _postgres = CreateSource(connection);
            return;
        }

        SystemSqlite.EnsureBound();
        DataFolder.CreatePrivateFile(folder.Database);
        _sqlite = new SqliteConnectionStringBuilder { DataSource = folder.Database, ForeignKeys = true }.ToString();
    }

    public Dialect Dialect { get; }

    internal string Name => Dialect == Dialect.Sqlite ? "SQLite" : "PostgreSQL";

    /// <summary>An open connection from the pool; dispose it soon.</summary>
    /// <exception cref="StorageException">The database cannot be reached or is not a database.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _postgres is null
                ? await OpenSqliteAsync(cancellationToken)
                : await _postgres.OpenConnectionAsync(cancellationToken);
        }
        catch (DbException failure)
        {
            throw new StorageException($"The {Name} database cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Begins a transaction that may read and then write. SQLite takes the write lock at once (BEGIN IMMEDIATE), because a
    /// deferred transaction that starts with a read fails when somebody else wrote in between.
    /// </summary>
    public static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false)
            : await connection.BeginTransactionAsync(cancellationToken);
    }

    /// <summary>Begins a transaction that only reads and sees one moment of the database, however long it takes.</summary>
    internal static async Task<DbTransaction> SnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>
    /// Replaces by the dialect's words: <c>{identity}</c>, <c>{blob}</c>, <c>{json}</c>, <c>{in:name}</c>, <c>{ids:column}</c> (all
    /// ids of a group as one text, see <see cref="IdSet"/>), <c>{lock}</c> (at the end of a SELECT: others wait to change these rows).
    /// </summary>
    public string Sql(string text)
    {
        var sqlite = Dialect == Dialect.Sqlite;
        return Token().Replace(text, match => match.Groups["name"].Value switch
        {
            "identity" => sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "blob" => sqlite ? "BLOB" : "BYTEA",
            "json" => "TEXT",
            "lock" => sqlite ? "" : "FOR UPDATE", // SQLite's transactions that write are alone anyway.
            "ids" => sqlite ? $"group_concat({match.Groups["list"].Value})" : $"string_agg({match.Groups["list"].Value}::text, ',')",
            _ => sqlite ? $"IN @{match.Groups["list"].Value}" : $"= ANY(@{match.Groups["list"].Value})",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            return;
        }

        using var connection = new SqliteConnection(_sqlite);
        SqliteConnection.ClearPool(connection);
    }

    internal static bool IsUniqueViolation(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555, // SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY
        _ => failure.SqlState == "23505", // PostgreSQL's unique_violation
    };

    internal static bool IsMissingReference(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 787, // SQLITE_CONSTRAINT_FOREIGNKEY
        _ => failure.SqlState == "23503", // PostgreSQL's foreign_key_violation
    };

    private static NpgsqlDataSource CreateSource(string connection)
    {
        try
        {
            return NpgsqlDataSource.Create(connection);
        }
        catch (ArgumentException failure)
        {
            throw new StorageException($"The PostgreSQL connection string cannot be understood: {failure.Message}", failure);
        }
    }

    private async Task<DbConnection> OpenSqliteAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_sqlite);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex(@"\{(?<name>identity|blob|json|lock|ids|in):?(?<list>\w*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    private sealed class UnixMilliseconds : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }
}
