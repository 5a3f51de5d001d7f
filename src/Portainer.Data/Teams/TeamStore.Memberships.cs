using Dapper;

namespace Portainer.Data.Teams;

/// <summary>Who is in which team.</summary>
public sealed partial class TeamStore
{
    private const string Membership = "id, team_id, user_id, role";

    /// <summary>All memberships, by team and user.</summary>
    public Task<IReadOnlyList<TeamMembership>> ListMembershipsAsync(CancellationToken cancellationToken) =>
        MembershipsAsync("", null, cancellationToken);

    public Task<IReadOnlyList<TeamMembership>> MembershipsOfTeamAsync(int teamId, CancellationToken cancellationToken) =>
        MembershipsAsync("WHERE team_id = @teamId", new { teamId }, cancellationToken);

    public Task<IReadOnlyList<TeamMembership>> MembershipsOfUserAsync(int userId, CancellationToken cancellationToken) =>
        MembershipsAsync("WHERE user_id = @userId", new { userId }, cancellationToken);

    public async Task<TeamMembership?> FindMembershipAsync(int id, CancellationToken cancellationToken) =>
        (await MembershipsAsync("WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    /// <exception cref="DuplicateException">The person is in the team already.</exception>
    /// <exception cref="MissingRowException">There is no such team or user.</exception>
    public async Task<TeamMembership> AddMemberAsync(int teamId, int userId, TeamRole role, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await Writes.UniqueAsync($"User {userId} is in team {teamId} already: change the role there instead.", () =>
            Writes.ReferringAsync($"User {userId} cannot be added to team {teamId}: one of them is gone. Reload and choose again.", () =>
                connection.QuerySingleAsync<TeamMembership>(
                    $"INSERT INTO team_memberships (team_id, user_id, role) VALUES (@teamId, @userId, @role) RETURNING {Membership}",
                    new { teamId, userId, role = (int)role })));
    }

    /// <exception cref="MissingRowException">There is no such membership.</exception>
    public async Task<TeamMembership> ChangeMemberRoleAsync(int membershipId, TeamRole role, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<TeamMembership>(
                $"UPDATE team_memberships SET role = @role WHERE id = @membershipId RETURNING {Membership}", new { membershipId, role = (int)role })
            ?? throw new MissingRowException($"There is no team membership {membershipId} (any more): reload the team.");
    }

    /// <summary>False when it was already gone.</summary>
    public async Task<bool> RemoveMemberAsync(int membershipId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM team_memberships WHERE id = @membershipId", new { membershipId }) > 0;
    }

    private async Task<IReadOnlyList<TeamMembership>> MembershipsAsync(string where, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<TeamMembership>(
            $"SELECT {Membership} FROM team_memberships {where} ORDER BY team_id, user_id", parameters)];
    }
}
