using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Portainer.Data.ApiKeys;

/// <summary>
/// API keys in Portainer's form: <c>ptr_</c> and 32 random bytes in base64. Only the SHA-256 of the whole is stored, unsalted
/// and fast: of 256 random bits nothing can be guessed, and every request has to find its key by it.
/// </summary>
public sealed class ApiKeyStore(Db db, TimeProvider time)
{
    private const string Head = "ptr_";
    private const int PrefixLength = 7;
    private const int LongestDescription = 128;

    private const string Columns =
        """
        id, user_id, description, prefix, created_at, last_used_at, expires_at, is_read_only,
        CASE WHEN all_endpoints THEN NULL
            ELSE COALESCE((SELECT {ids:endpoint_id} FROM api_key_endpoints WHERE key_id = api_keys.id), '') END AS endpoint_ids
        """;

    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key; it can be shown now and never again.</summary>
    /// <exception cref="InvalidFieldException">No description of 1 to 128 characters, an end that has passed, or no endpoint at all.</exception>
    /// <exception cref="MissingRowException">The user or an endpoint is gone.</exception>
    public async Task<CreatedApiKey> CreateAsync(NewApiKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var description = Check(key);
        var raw = Head + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var values = new
        {
            key.UserId,
            description,
            Prefix = raw.Substring(Head.Length, PrefixLength),
            Digest = Digest(raw),
            Now = time.GetUtcNow(),
            key.ExpiresAt,
            key.IsReadOnly,
            All = key.EndpointIds is null,
        };
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var created = await Writes.ReferringAsync("The key was not made, because its owner or an endpoint is gone: reload and choose again.", async () =>
        {
            var id = await connection.ExecuteScalarAsync<int>(
                """
                INSERT INTO api_keys (user_id, description, prefix, digest, created_at, expires_at, is_read_only, all_endpoints)
                VALUES (@UserId, @description, @Prefix, @Digest, @Now, @ExpiresAt, @IsReadOnly, @All)
                RETURNING id
                """,
                values,
                transaction);
            await connection.ExecuteAsync(
                "INSERT INTO api_key_endpoints (key_id, endpoint_id) VALUES (@id, @endpointId)",
                (key.EndpointIds ?? IdSet.Empty).Select(endpointId => new { id, endpointId }),
                transaction);
            return await connection.QuerySingleAsync<ApiKey>(db.Sql($"SELECT {Columns} FROM api_keys WHERE id = @id"), new { id }, transaction);
        });
        await transaction.CommitAsync(cancellationToken);
        return new(raw, created);
    }

    /// <summary>
    /// The key, unless it is unknown or expired; notes its use, at most once a minute. Whatever is given costs one hash and one look.
    /// </summary>
    public async Task<ApiKey?> FindAsync(string rawKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rawKey);
        var now = time.GetUtcNow();
        await using var connection = await db.OpenAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<ApiKey>(
            db.Sql($"SELECT {Columns} FROM api_keys WHERE digest = @digest AND (expires_at IS NULL OR expires_at > @now)"),
            new { digest = Digest(rawKey), now });
        if (key is null || key.LastUsedAt > now - NotedEvery)
        {
            return key;
        }

        await connection.ExecuteAsync(
            "UPDATE api_keys SET last_used_at = @now WHERE id = @Id AND (last_used_at IS NULL OR last_used_at <= @due)",
            new { key.Id, now, due = now - NotedEvery });
        return key with { LastUsedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()) };
    }

    /// <summary>The person's keys, the newest first, expired ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(int userId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<ApiKey>(
            db.Sql($"SELECT {Columns} FROM api_keys WHERE user_id = @userId ORDER BY id DESC"), new { userId })];
    }

    /// <summary>Ends the key; only as one of this person's. False when they have no such key (any more).</summary>
    public async Task<bool> DeleteAsync(int userId, int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM api_keys WHERE id = @id AND user_id = @userId", new { id, userId }) > 0;
    }

    private string Check(NewApiKey key)
    {
        if (key.ExpiresAt <= time.GetUtcNow())
        {
            throw new InvalidFieldException(nameof(key.ExpiresAt), "The key would have ended already: choose a time to come.");
        }

        if (key.EndpointIds is { Count: 0 })
        {
            throw new InvalidFieldException(nameof(key.EndpointIds), "A key for no endpoint opens nothing: choose one, or all.");
        }

        return Names.Trim(key.Description, LongestDescription)
            ?? throw new InvalidFieldException(nameof(key.Description), $"Describe what the key is for in 1 to {LongestDescription} characters.");
    }

    private static string Digest(string rawKey) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rawKey)));
}
