using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace Portainer.Data.Registries;

/// <summary>Registry accounts. Names are unique whatever their case; passwords are encrypted at rest and never part of what is listed.</summary>
public sealed class RegistryStore(Db db, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Columns =
        "id, name, kind, url, user_name, CASE WHEN secret IS NULL THEN 0 ELSE 1 END AS has_secret, ca_pem, skip_verify, plain_http, created_at, version";

    private readonly IDataProtector _secret = protection.CreateProtector("Portainer.registries.secret");

    /// <summary>All registries by name.</summary>
    public async Task<IReadOnlyList<Registry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>($"SELECT {Columns} FROM registries ORDER BY name_key");
        return [.. rows.Select(row => row.Read())];
    }

    public async Task<Registry?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM registries WHERE id = @id", new { id });
        return row?.Read();
    }

    /// <summary>The password in clear, for the moment it is used.</summary>
    public async Task<RegistrySecret> SecretAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var cipher = await connection.ExecuteScalarAsync<string?>("SELECT secret FROM registries WHERE id = @id", new { id });
        try
        {
            return new(cipher is null ? null : _secret.Unprotect(cipher));
        }
        catch (CryptographicException)
        {
            return new(null, "The stored password cannot be decrypted with the keys in the data folder (keys/): restore that folder from a backup, or type the password again.");
        }
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidRegistryException">Name, address or account cannot be saved.</exception>
    public async Task<Registry> CreateAsync(NewRegistry registry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var values = Values(registry, hasSecret: !string.IsNullOrEmpty(registry.Secret));
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await UniqueAsync(registry.Name, () => connection.QuerySingleAsync<Row>(
            $"""
            INSERT INTO registries (name, name_key, kind, url, user_name, secret, ca_pem, skip_verify, plain_http, created_at, version)
            VALUES (@Name, @Key, @Kind, @Url, @UserName, @Secret, @CaPem, @SkipVerify, @PlainHttp, @Now, 1)
            RETURNING {Columns}
            """,
            values));
        return row.Read();
    }

    /// <summary>Saves <paramref name="changed"/> over the registry as it was read; a null secret keeps the stored one, unless there is no account any more.</summary>
    /// <exception cref="ConcurrencyException">It was changed or removed since it was read.</exception>
    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidRegistryException">Name, address or account cannot be saved.</exception>
    public async Task<Registry> UpdateAsync(Registry read, NewRegistry changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(changed);
        var keeps = string.IsNullOrEmpty(changed.Secret) && changed.UserName.Trim().Length > 0;
        var values = Values(changed, hasSecret: !keeps || read.HasSecret);
        values.AddDynamicParams(new { read.Id, read.Version });
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await UniqueAsync(changed.Name, () => connection.QuerySingleOrDefaultAsync<Row>(
            $"""
            UPDATE registries
            SET name = @Name, name_key = @Key, kind = @Kind, url = @Url, user_name = @UserName, {(keeps ? "" : "secret = @Secret,")}
                ca_pem = @CaPem, skip_verify = @SkipVerify, plain_http = @PlainHttp, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {Columns}
            """,
            values));
        return row?.Read()
            ?? throw new ConcurrencyException($"The registry {read.Name} was changed or removed by somebody else: reload it and repeat the change.");
    }

    /// <summary>False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM registries WHERE id = @id", new { id }) > 0;
    }

    private DynamicParameters Values(NewRegistry registry, bool hasSecret)
    {
        var name = RegistryRules.NormalizeName(registry.Name);
        var userName = RegistryRules.NormalizeUser(registry.UserName, hasSecret);
        return new(new
        {
            Name = name,
            Key = Names.Key(name),
            Kind = (int)registry.Kind,
            Url = RegistryRules.NormalizeUrl(registry.Url),
            UserName = userName,
            Secret = userName.Length > 0 && !string.IsNullOrEmpty(registry.Secret) ? _secret.Protect(registry.Secret) : null,
            CaPem = registry.PlainHttp || string.IsNullOrWhiteSpace(registry.CaPem) ? null : registry.CaPem,
            SkipVerify = registry.SkipVerify && !registry.PlainHttp,
            registry.PlainHttp,
            Now = time.GetUtcNow(),
        });
    }

    private static Task<T> UniqueAsync<T>(string name, Func<Task<T>> write) =>
        Writes.UniqueNameAsync($"A registry named {name.Trim()} exists already: choose another name.", write);

    private sealed record Row
    {
        public int Id { get; init; }
        public string Name { get; init; } = "";
        public RegistryKind Kind { get; init; }
        public string Url { get; init; } = "";
        public string UserName { get; init; } = "";
        public int HasSecret { get; init; }
        public string? CaPem { get; init; }
        public bool SkipVerify { get; init; }
        public bool PlainHttp { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public long Version { get; init; }

        public Registry Read() => new()
        {
            Id = Id,
            Name = Name,
            Kind = Kind,
            Url = Url,
            UserName = UserName,
            HasSecret = HasSecret != 0,
            CaPem = CaPem,
            SkipVerify = SkipVerify,
            PlainHttp = PlainHttp,
            CreatedAt = CreatedAt,
            Version = Version,
        };
    }
}
