using System.Data.Common;
using Dapper;

namespace Portainer.Data.AccessControl;

/// <summary>What changes ownership.</summary>
public sealed partial class ResourceControlStore
{
    private const string Stale = "The access was not saved, because one of the users or teams is gone: reload and choose again.";

    /// <exception cref="DuplicateException">The object has a control already.</exception>
    /// <exception cref="InvalidFieldException">It is public and administrators only, or there is no resource id.</exception>
    /// <exception cref="MissingRowException">A user or team is gone.</exception>
    public Task<ResourceControl> CreateAsync(
        string realm, ResourceType type, string resourceId, Ownership ownership, CancellationToken cancellationToken) =>
        Writes.UniqueAsync($"The access to {type} {resourceId} is controlled already: change that control instead.", () =>
            InsertAsync(realm, type, resourceId, ownership, cancellationToken));

    /// <summary>Creates the control unless there is one, and returns the one that stays: of many that see an object first, one decides.</summary>
    /// <exception cref="InvalidFieldException">It is public and administrators only, or there is no resource id.</exception>
    /// <exception cref="MissingRowException">A user or team is gone.</exception>
    public async Task<ResourceControl> FindOrCreateAsync(
        string realm, ResourceType type, string resourceId, Ownership ownership, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(realm, type, resourceId, cancellationToken)
                ?? await InsertAsync(realm, type, resourceId, ownership, cancellationToken);
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            return await FindAsync(realm, type, resourceId, cancellationToken)
                ?? throw new ConcurrencyException($"The access to {type} {resourceId} was changed by somebody else: reload and repeat.");
        }
    }

    /// <exception cref="InvalidFieldException">It is public and administrators only.</exception>
    /// <exception cref="MissingRowException">The control, a user or a team is gone.</exception>
    public async Task<ResourceControl> UpdateAsync(int id, Ownership ownership, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ownership);
        var owners = ownership.Normalize();
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var changed = await connection.ExecuteAsync(
            "UPDATE resource_controls SET is_public = @IsPublic, administrators_only = @AdministratorsOnly WHERE id = @id",
            new { id, owners.IsPublic, owners.AdministratorsOnly },
            transaction);
        if (changed == 0)
        {
            throw new MissingRowException($"There is no access control {id} (any more): reload the object it was for.");
        }

        await connection.ExecuteAsync("DELETE FROM resource_control_users WHERE control_id = @id", new { id }, transaction);
        await connection.ExecuteAsync("DELETE FROM resource_control_teams WHERE control_id = @id", new { id }, transaction);
        await WriteOwnersAsync(id, owners, connection, transaction);
        var saved = await FindAsync("id = @id", new { id }, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return saved!;
    }

    /// <summary>
    /// Gives the control of one object to another that takes its place (a recreated container keeps its owner); a control the new
    /// one got meanwhile gives way, at the same moment. False when the old one has none, and then nothing changes.
    /// </summary>
    public async Task<bool> MoveAsync(string realm, ResourceType type, string from, string to, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            return await FindAsync(realm, type, from, cancellationToken) is not null;
        }

        while (true)
        {
            try
            {
                return await MoveOnceAsync(new { realm, type = (int)type, resourceId = from, to }, cancellationToken);
            }
            catch (DbException failure) when (Db.IsUniqueViolation(failure))
            {
                // PostgreSQL: somebody gave the new one a control between our statements. It gives way too.
            }
        }
    }

    /// <summary>False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM resource_controls WHERE id = @id", new { id }) > 0;
    }

    /// <summary>Forgets whose a removed object was. False when it was nobody's.</summary>
    public async Task<bool> DeleteAsync(string realm, ResourceType type, string resourceId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync($"DELETE FROM resource_controls WHERE {Key}", KeyOf(realm, type, resourceId)) > 0;
    }

    private async Task<bool> MoveOnceAsync(object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        if (await connection.ExecuteScalarAsync<int?>(db.Sql($"SELECT id FROM resource_controls WHERE {Key} {{lock}}"), parameters, transaction) is null)
        {
            return false;
        }

        await connection.ExecuteAsync(
            "DELETE FROM resource_controls WHERE realm = @realm AND type = @type AND resource_id = @to", parameters, transaction);
        await connection.ExecuteAsync($"UPDATE resource_controls SET resource_id = @to WHERE {Key}", parameters, transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<ResourceControl> InsertAsync(
        string realm, ResourceType type, string resourceId, Ownership ownership, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ownership);
        if (string.IsNullOrWhiteSpace(resourceId) || resourceId.Any(char.IsControl))
        {
            throw new InvalidFieldException(nameof(ResourceControl.ResourceId), "Name the object whose access is to be controlled.");
        }

        var owners = ownership.Normalize();
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var id = await connection.ExecuteScalarAsync<int>(
            """
            INSERT INTO resource_controls (realm, type, resource_id, is_public, administrators_only, created_at)
            VALUES (@realm, @type, @resourceId, @IsPublic, @AdministratorsOnly, @now)
            RETURNING id
            """,
            new { realm, type = (int)type, resourceId, owners.IsPublic, owners.AdministratorsOnly, now = time.GetUtcNow() },
            transaction);
        await WriteOwnersAsync(id, owners, connection, transaction);
        var created = await FindAsync("id = @id", new { id }, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return created!;
    }

    private static Task<int> WriteOwnersAsync(int id, Ownership owners, DbConnection connection, DbTransaction transaction) =>
        Writes.ReferringAsync(Stale, async () =>
        {
            await connection.ExecuteAsync(
                "INSERT INTO resource_control_users (control_id, user_id) VALUES (@id, @userId)",
                owners.UserIds.Select(userId => new { id, userId }),
                transaction);
            return await connection.ExecuteAsync(
                "INSERT INTO resource_control_teams (control_id, team_id) VALUES (@id, @teamId)",
                owners.TeamIds.Select(teamId => new { id, teamId }),
                transaction);
        });
}
