using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Portainer.Data.AccessControl;

namespace Portainer.Data.Endpoints;

/// <summary>The engines we manage. Names are unique whatever their case; TLS material is encrypted at rest.</summary>
public sealed class EndpointStore(Db db, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Columns =
        """
        id, name, url, public_address, tls_mode, tls_ca, tls_cert, tls_key, COALESCE(group_id, 1) AS group_id, is_enabled, created_at, version,
        (SELECT {ids:tag_id} FROM endpoint_tags WHERE endpoint_id = endpoints.id) AS tag_ids
        """;

    private readonly TlsProtection _tls = new(protection);

    /// <summary>All endpoints by name.</summary>
    public async Task<IReadOnlyList<DockerEndpoint>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(db.Sql($"SELECT {Columns} FROM endpoints ORDER BY name_key"));
        return [.. rows.Select(Read)];
    }

    public Task<DockerEndpoint?> FindAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    /// <summary>Upper and lower case are the same.</summary>
    public Task<DockerEndpoint?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FindAsync("name_key = @key", new { key = Names.Key(name.Trim()) }, cancellationToken);
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidEndpointException">Name, URL or TLS material cannot be saved.</exception>
    /// <exception cref="MissingRowException">The group or a tag is gone.</exception>
    public Task<DockerEndpoint> CreateAsync(NewEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var name = EndpointRules.NormalizeName(endpoint.Name);
        var tls = EndpointRules.NormalizeTls(endpoint.Tls);
        var parameters = new DynamicParameters(new
        {
            name,
            key = Names.Key(name),
            url = EndpointRules.NormalizeUrl(endpoint.Url),
            address = endpoint.PublicAddress.Trim(),
            mode = (int)tls.Mode,
            endpoint.GroupId,
            endpoint.IsEnabled,
            now = time.GetUtcNow(),
        });
        parameters.AddDynamicParams(_tls.Protect(tls));
        const string Insert =
            """
            INSERT INTO endpoints (name, name_key, url, public_address, tls_mode, tls_ca, tls_cert, tls_key, group_id, is_enabled, created_at, version)
            VALUES (@name, @key, @url, @address, @mode, @TlsCa, @TlsCert, @TlsKey, NULLIF(@GroupId, 1), @IsEnabled, @now, 1)
            """;
        return SaveAsync(Insert, parameters, name, endpoint.TagIds, cancellationToken)!;
    }

    /// <summary>
    /// Saves name, URL, public address, TLS, group, tags and whether it is enabled. Material that is
    /// <see cref="EndpointTls.IsUnreadable"/> stays as it is stored. Returns the endpoint with its new version.
    /// </summary>
    /// <exception cref="ConcurrencyException">It was changed or removed since it was read.</exception>
    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidEndpointException">Name, URL or TLS material cannot be saved.</exception>
    /// <exception cref="MissingRowException">The group or a tag is gone.</exception>
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
            key = Names.Key(name),
            url = EndpointRules.NormalizeUrl(endpoint.Url),
            address = endpoint.PublicAddress.Trim(),
            mode = (int)tls.Mode,
            endpoint.GroupId,
            endpoint.IsEnabled,
        });
        parameters.AddDynamicParams(_tls.Protect(tls));
        var update =
            $"""
            UPDATE endpoints
            SET name = @name, name_key = @key, url = @url, public_address = @address, {material}
                group_id = NULLIF(@GroupId, 1), is_enabled = @IsEnabled, version = version + 1
            WHERE id = @Id AND version = @Version
            """;
        return await SaveAsync(update, parameters, name, endpoint.TagIds, cancellationToken)
            ?? throw new ConcurrencyException($"The endpoint {name} was changed or removed by somebody else: reload it and repeat the change.");
    }

    /// <summary>Removes the endpoint with its grants, settings and what is owned on it. False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var removed = await connection.ExecuteAsync("DELETE FROM endpoints WHERE id = @id", new { id }, transaction);
        await connection.ExecuteAsync(
            "DELETE FROM resource_controls WHERE realm = @realm", new { realm = Realms.OfEndpoint(id) }, transaction);
        await transaction.CommitAsync(cancellationToken);
        return removed > 0;
    }

    private async Task<DockerEndpoint?> SaveAsync(
        string statement, DynamicParameters parameters, string name, IdSet tagIds, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var row = await Writes.UniqueNameAsync($"An endpoint named {name} exists already: choose another name.", () =>
            Writes.ReferringAsync($"The endpoint {name} was not saved, because its group is gone: choose another one.", () =>
                connection.QuerySingleOrDefaultAsync<Row>(db.Sql($"{statement} RETURNING {Columns}"), parameters, transaction)));
        if (row is null)
        {
            return null;
        }

        await connection.ExecuteAsync("DELETE FROM endpoint_tags WHERE endpoint_id = @Id", new { row.Id }, transaction);
        await Writes.ReferringAsync($"The endpoint {name} was not saved, because one of its tags is gone: choose them again.", () =>
            connection.ExecuteAsync(
                "INSERT INTO endpoint_tags (endpoint_id, tag_id) VALUES (@Id, @tagId)", tagIds.Select(tagId => new { row.Id, tagId }), transaction));
        await transaction.CommitAsync(cancellationToken);
        return Read(row with { TagIds = tagIds });
    }

    private async Task<DockerEndpoint?> FindAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(db.Sql($"SELECT {Columns} FROM endpoints WHERE {condition}"), parameters);
        return row is null ? null : Read(row);
    }

    private DockerEndpoint Read(Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Url = row.Url,
        PublicAddress = row.PublicAddress,
        Tls = _tls.Unprotect(row.TlsMode, new TlsProtection.Columns(row.TlsCa, row.TlsCert, row.TlsKey)),
        GroupId = row.GroupId,
        TagIds = row.TagIds,
        IsEnabled = row.IsEnabled,
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
        public int GroupId { get; init; }
        public IdSet TagIds { get; init; } = IdSet.Empty;
        public bool IsEnabled { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public long Version { get; init; }
    }
}
