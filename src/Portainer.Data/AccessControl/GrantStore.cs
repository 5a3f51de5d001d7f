using Dapper;

namespace Portainer.Data.AccessControl;

/// <summary>Who has which role where. A grant goes with its endpoint, group, user or team.</summary>
public sealed class GrantStore(Db db)
{
    private const string Select = "SELECT endpoint_id, group_id, user_id, team_id, role FROM grants";
    private const string Order = "ORDER BY COALESCE(endpoint_id, 0), COALESCE(group_id, 0), COALESCE(user_id, 0), COALESCE(team_id, 0)";

    public async Task<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>($"{Select} {Order}")).Select(row => row.Read())];
    }

    /// <summary>The grants of the endpoint itself, or of the group itself.</summary>
    public async Task<IReadOnlyList<Grant>> ListAsync(GrantScope scope, int scopeId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>($"{Select} WHERE {Column(scope)} = @scopeId {Order}", new { scopeId })).Select(row => row.Read())];
    }

    /// <summary>Puts these grants in the place of all that the scope has; of two callers at once the later one's stay, never a mixture.</summary>
    /// <exception cref="ArgumentException">A grant is of another scope.</exception>
    /// <exception cref="DuplicateException">A holder is named twice.</exception>
    /// <exception cref="MissingRowException">The endpoint or group, a user or a team is gone.</exception>
    public async Task ReplaceAsync(GrantScope scope, int scopeId, IReadOnlyCollection<Grant> grants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grants);
        if (grants.Any(grant => grant.Scope != scope || grant.ScopeId != scopeId))
        {
            throw new ArgumentException($"All grants have to be of {scope} {scopeId}.", nameof(grants));
        }

        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var table = scope == GrantScope.Endpoint ? "endpoints" : "endpoint_groups";
        _ = await connection.ExecuteScalarAsync<int?>(db.Sql($"SELECT id FROM {table} WHERE id = @scopeId {{lock}}"), new { scopeId }, transaction)
            ?? throw new MissingRowException($"There is no {Word(scope)} {scopeId} (any more), so nobody was given access to it.");
        await connection.ExecuteAsync($"DELETE FROM grants WHERE {Column(scope)} = @scopeId", new { scopeId }, transaction);
        await Writes.UniqueAsync($"The access to {Word(scope)} {scopeId} was not saved: somebody is named twice. Give everybody one role.", () =>
            Writes.ReferringAsync($"The access to {Word(scope)} {scopeId} was not saved: one of the users or teams is gone. Reload and choose again.", () =>
                connection.ExecuteAsync(
                    "INSERT INTO grants (endpoint_id, group_id, user_id, team_id, role) VALUES (@EndpointId, @GroupId, @UserId, @TeamId, @Role)",
                    grants.Select(Row.Of),
                    transaction)));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives the holder this role in the scope, in the place of the one they have there.</summary>
    /// <exception cref="MissingRowException">The endpoint or group, the user or team is gone.</exception>
    public async Task SetAsync(Grant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var connection = await db.OpenAsync(cancellationToken);
        await Writes.ReferringAsync($"The access to {Word(grant.Scope)} {grant.ScopeId} was not saved: it, the user or the team is gone. Reload and choose again.", () =>
            connection.ExecuteAsync(
                """
                INSERT INTO grants (endpoint_id, group_id, user_id, team_id, role) VALUES (@EndpointId, @GroupId, @UserId, @TeamId, @Role)
                ON CONFLICT (COALESCE(endpoint_id, 0), COALESCE(group_id, 0), COALESCE(user_id, 0), COALESCE(team_id, 0)) DO UPDATE SET role = excluded.role
                """,
                Row.Of(grant)));
    }

    /// <summary>Takes the holder's role in the scope away. False when they had none there.</summary>
    public async Task<bool> DeleteAsync(GrantScope scope, int scopeId, GrantHolder holder, int holderId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var column = holder == GrantHolder.User ? "user_id" : "team_id";
        return await connection.ExecuteAsync(
            $"DELETE FROM grants WHERE {Column(scope)} = @scopeId AND {column} = @holderId", new { scopeId, holderId }) > 0;
    }

    private static string Column(GrantScope scope) => scope == GrantScope.Endpoint ? "endpoint_id" : "group_id";

    private static string Word(GrantScope scope) => scope == GrantScope.Endpoint ? "endpoint" : "group";

    private sealed record Row
    {
        public int? EndpointId { get; init; }
        public int? GroupId { get; init; }
        public int? UserId { get; init; }
        public int? TeamId { get; init; }
        public int Role { get; init; }

        internal static Row Of(Grant grant) => new()
        {
            EndpointId = grant.Scope == GrantScope.Endpoint ? grant.ScopeId : null,
            GroupId = grant.Scope == GrantScope.Group ? grant.ScopeId : null,
            UserId = grant.Holder == GrantHolder.User ? grant.HolderId : null,
            TeamId = grant.Holder == GrantHolder.Team ? grant.HolderId : null,
            Role = (int)grant.Role,
        };

        internal Grant Read() => new(
            EndpointId is null ? GrantScope.Group : GrantScope.Endpoint,
            (EndpointId ?? GroupId)!.Value,
            UserId is null ? GrantHolder.Team : GrantHolder.User,
            (UserId ?? TeamId)!.Value,
            (EndpointRole)Role);
    }
}
