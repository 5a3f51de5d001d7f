using System.Data.Common;
using Dapper;

namespace Portainer.Data.AccessControl;

/// <summary>
/// Who owns which object: one control for each (realm, type, resource id). Users and teams leave it when they are removed;
/// what nobody is left to own is the administrators'.
/// </summary>
public sealed partial class ResourceControlStore(Db db, TimeProvider time)
{
    private const string Columns =
        """
        id, realm, type, resource_id, is_public, administrators_only, created_at,
        (SELECT {ids:user_id} FROM resource_control_users WHERE control_id = resource_controls.id) AS user_ids,
        (SELECT {ids:team_id} FROM resource_control_teams WHERE control_id = resource_controls.id) AS team_ids
        """;

    private const string Key = "realm = @realm AND type = @type AND resource_id = @resourceId";

    public async Task<IReadOnlyList<ResourceControl>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<ResourceControl>(db.Sql($"SELECT {Columns} FROM resource_controls ORDER BY id"))];
    }

    /// <summary>The controls of one endpoint or cluster, see <see cref="Realms"/>.</summary>
    public async Task<IReadOnlyList<ResourceControl>> ListAsync(string realm, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<ResourceControl>(
            db.Sql($"SELECT {Columns} FROM resource_controls WHERE realm = @realm ORDER BY id"), new { realm })];
    }

    public async Task<ResourceControl?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await FindAsync("id = @id", new { id }, connection, null);
    }

    public async Task<ResourceControl?> FindAsync(string realm, ResourceType type, string resourceId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await FindAsync(Key, KeyOf(realm, type, resourceId), connection, null);
    }

    private Task<ResourceControl?> FindAsync(string condition, object parameters, DbConnection connection, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<ResourceControl>(
            db.Sql($"SELECT {Columns} FROM resource_controls WHERE {condition}"), parameters, transaction);

    private static object KeyOf(string realm, ResourceType type, string resourceId) => new { realm, type = (int)type, resourceId };
}
