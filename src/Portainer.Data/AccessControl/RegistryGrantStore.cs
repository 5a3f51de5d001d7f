using Dapper;

namespace Portainer.Data.AccessControl;

/// <summary>Who but administrators may use which registry on which endpoint; nobody where there is no row.</summary>
public sealed class RegistryGrantStore(Db db)
{
    public async Task<IReadOnlyList<RegistryGrant>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT registry_id, endpoint_id, user_id, team_id FROM registry_grants
            ORDER BY registry_id, endpoint_id, COALESCE(user_id, 0), COALESCE(team_id, 0)
            """);
        return [.. rows.Select(row => row.Read())];
    }

    /// <summary>Gives the registry on the endpoint to these and to nobody else; of two callers at once the later one's stay.</summary>
    /// <exception cref="MissingRowException">The registry or endpoint, a user or a team is gone.</exception>
    public async Task ReplaceAsync(int registryId, int endpointId, IdSet userIds, IdSet teamIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        ArgumentNullException.ThrowIfNull(teamIds);
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        _ = await connection.ExecuteScalarAsync<int?>(db.Sql("SELECT id FROM registries WHERE id = @registryId {lock}"), new { registryId }, transaction)
            ?? throw new MissingRowException($"There is no registry {registryId} (any more), so nobody was given access to it.");
        await connection.ExecuteAsync(
            "DELETE FROM registry_grants WHERE registry_id = @registryId AND endpoint_id = @endpointId", new { registryId, endpointId }, transaction);
        var rows = userIds.Select(id => new Row { UserId = id }).Concat(teamIds.Select(id => new Row { TeamId = id }));
        await Writes.ReferringAsync("The access to the registry was not saved: the endpoint, a user or a team is gone. Reload and choose again.", () =>
            connection.ExecuteAsync(
                "INSERT INTO registry_grants (registry_id, endpoint_id, user_id, team_id) VALUES (@RegistryId, @EndpointId, @UserId, @TeamId)",
                rows.Select(row => row with { RegistryId = registryId, EndpointId = endpointId }),
                transaction));
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Row
    {
        public int RegistryId { get; init; }
        public int EndpointId { get; init; }
        public int? UserId { get; init; }
        public int? TeamId { get; init; }

        internal RegistryGrant Read() => UserId is { } user
            ? new(RegistryId, EndpointId, GrantHolder.User, user)
            : new(RegistryId, EndpointId, GrantHolder.Team, TeamId!.Value);
    }
}
