using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace Portainer.Data.Endpoints;

/// <summary>The engines we manage. Names are unique whatever their case; TLS material is encrypted at rest.</summary>
public sealed class EndpointStore(Db db, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Columns =
        "id, name, url, public_address, tls_mode, tls_ca, tls_cert, tls_key, created_at, version";

    private readonly TlsProtection _tls = new(protection);

    /// <summary>All endpoints by name.</summary>
    public async Task<IReadOnlyList<DockerEndpoint>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>($"SELECT {Columns} FROM endpoints ORDER BY name_key");
        return [.. rows.Select(Read)];
    }

    public Task<DockerEndpoint?> FindAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    /// <summary>Upper and lower case are the same.</summary>
    public Task<DockerEndpoint?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FindAsync("name_key = @key", new { key = Key(name.Trim()) }, cancellationToken);
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidEndpointException">Name, URL or TLS material cannot be saved.</exception>
    public async Task<DockerEndpoint> CreateAsync(NewEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var name = EndpointRules.NormalizeName(endpoint.Name);
        var tls = EndpointRules.NormalizeTls(endpoint.Tls);
        var parameters = new DynamicParameters(new
        {
            name,
            key = Key(name),
            url = EndpointRules.NormalizeUrl(endpoint.Url),
            address = endpoint.PublicAddress.Trim(),
            mode = (int)tls.Mode,
            now = time.GetUtcNow(),
        });
        parameters.AddDynamicParams(_tls.Protect(tls));
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await UniqueAsync(name, () => connection.QuerySingleAsync<Row>(
            $"""
            INSERT INTO endpoints (name, name_key, url, public_address, tls_mode, tls_ca, tls_cert, tls_key, created_at, version)
            VALUES (@name, @key, @url, @address, @mode, @TlsCa, @TlsCert, @TlsKey, @now, 1)
            RETURNING {Columns}
            """,
            parameters));
        return Read(row);
    }

    /// <summary>
    /// Saves name, URL, public address and TLS. Material that is <see cref="EndpointTls.IsUnreadable"/> stays as it is stored.
    /// Returns the endpoint with its new version.
    /// </summary>
    /// <exception cref="ConcurrencyException">It was changed or removed since it was read.</exception>
    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidEndpointException">Name, URL or TLS material cannot be saved.</exception>
    public async Task<DockerEndpoint> UpdateAsync(DockerEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var name = EndpointRules.NormalizeName(endpoint.Name);
        var tls = endpoint.Tls.IsUnreadable ? endpoint.Tls : EndpointRules.NormalizeTls(endpoint.Tls);
        var material = endpoint.Tls.IsUnreadable
            ? ""
            : "tls_mode = @mode, tls_ca = @TlsCa, tls_cert = @TlsCert, tls_key = @TlsKey,";
        var parameters = new DynamicParameters(new
        {
            endpoint.Id,
            endpoint.Version,
            name,
            key = Key(name),
            url = EndpointRules.NormalizeUrl(endpoint.Url),
            address = endpoint.PublicAddress.Trim(),
            mode = (int)tls.Mode,
        });
        parameters.AddDynamicParams(_tls.Protect(tls));
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await UniqueAsync(name, () => connection.QuerySingleOrDefaultAsync<Row>(
            $"""
            UPDATE endpoints
            SET name = @name, name_key = @key, url = @url, public_address = @address, {material} version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {Columns}
            """,
            parameters));
        return row is null
            ? throw new ConcurrencyException($"The endpoint {name} was changed or removed by somebody else: reload it and repeat the change.")
            : Read(row);
    }

    /// <summary>False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM endpoints WHERE id = @id", new { id }) > 0;
    }

    private static string Key(string name) => name.ToUpperInvariant();

    private static async Task<T> UniqueAsync<T>(string name, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            throw new DuplicateNameException($"An endpoint named {name} exists already: choose another name.");
        }
    }

    private async Task<DockerEndpoint?> FindAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM endpoints WHERE {condition}", parameters);
        return row is null ? null : Read(row);
    }

    private DockerEndpoint Read(Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Url = row.Url,
        PublicAddress = row.PublicAddress,
        Tls = _tls.Unprotect(row.TlsMode, new TlsProtection.Columns(row.TlsCa, row.TlsCert, row.TlsKey)),
        CreatedAt = row.CreatedAt,
        Version = row.Version,
    };

    private sealed record Row
    {
        public int Id { get; init; }
        public string Name { get; init; } = "";
        public string Url { get; init; } = "";
        public string PublicAddress { get; init; } = "";
        public TlsMode TlsMode { get; init; }
        public string? TlsCa { get; init; }
        public string? TlsCert { get; init; }
        public string? TlsKey { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public long Version { get; init; }
    }
}
