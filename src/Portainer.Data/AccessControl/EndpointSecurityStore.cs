using System.Text.Json;
using Dapper;

namespace Portainer.Data.AccessControl;

/// <summary>The security settings of each endpoint; they go with it.</summary>
public sealed class EndpointSecurityStore(Db db)
{
    /// <summary>The endpoint's settings, or <see cref="EndpointSecurity.Default"/> when none were ever saved.</summary>
    public async Task<EndpointSecurity> GetAsync(int endpointId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var json = await connection.ExecuteScalarAsync<string?>(
            "SELECT settings FROM endpoint_security WHERE endpoint_id = @endpointId", new { endpointId });
        return json is null ? EndpointSecurity.Default : Read(json);
    }

    /// <summary>What was saved, by endpoint id; an endpoint that is not in it has <see cref="EndpointSecurity.Default"/>.</summary>
    public async Task<IReadOnlyDictionary<int, EndpointSecurity>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>("SELECT endpoint_id, settings FROM endpoint_security");
        return rows.ToDictionary(row => row.EndpointId, row => Read(row.Settings));
    }

    /// <exception cref="MissingRowException">There is no such endpoint.</exception>
    public async Task SetAsync(int endpointId, EndpointSecurity security, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(security);
        await using var connection = await db.OpenAsync(cancellationToken);
        await Writes.ReferringAsync($"The security settings were not saved, because there is no endpoint {endpointId} (any more).", () =>
            connection.ExecuteAsync(
                """
                INSERT INTO endpoint_security (endpoint_id, settings) VALUES (@endpointId, @json)
                ON CONFLICT (endpoint_id) DO UPDATE SET settings = excluded.settings
                """,
                new { endpointId, json = JsonSerializer.Serialize(security) }));
    }

    private static EndpointSecurity Read(string json) => JsonSerializer.Deserialize<EndpointSecurity>(json) ?? EndpointSecurity.Default;

    private sealed record Row
    {
        public int EndpointId { get; init; }
        public string Settings { get; init; } = "";
    }
}
