using Dapper;

namespace Portainer.Data.Teams;

/// <summary>Teams. Names are unique whatever their case; who is in a team goes with the team and with the user.</summary>
public sealed partial class TeamStore(Db db)
{
    /// <summary>All teams by name.</summary>
    public async Task<IReadOnlyList<Team>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<Team>("SELECT id, name FROM teams ORDER BY name_key")];
    }

    public async Task<Team?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Team>("SELECT id, name FROM teams WHERE id = @id", new { id });
    }

    /// <summary>Creates the team with its leaders, or nothing (POST /api/teams).</summary>
    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">A leader is not a user.</exception>
    public async Task<Team> CreateAsync(string name, IdSet leaderIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(leaderIds);
        var text = Names.Require(name, "the team");
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var team = await UniqueAsync(text, () => connection.QuerySingleAsync<Team>(
            "INSERT INTO teams (name, name_key) VALUES (@text, @key) RETURNING id, name", new { text, key = Names.Key(text) }, transaction));
        await Writes.ReferringAsync($"The team {text} was not created, because one of its leaders is no user any more: choose them again.", () =>
            connection.ExecuteAsync(
                "INSERT INTO team_memberships (team_id, user_id, role) VALUES (@Id, @userId, @role)",
                leaderIds.Select(userId => new { team.Id, userId, role = (int)TeamRole.Leader }),
                transaction));
        await transaction.CommitAsync(cancellationToken);
        return team;
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">There is no such team.</exception>
    public async Task<Team> RenameAsync(int id, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Names.Require(name, "the team");
        await using var connection = await db.OpenAsync(cancellationToken);
        return await UniqueAsync(text, () => connection.QuerySingleOrDefaultAsync<Team>(
                "UPDATE teams SET name = @text, name_key = @key WHERE id = @id RETURNING id, name", new { id, text, key = Names.Key(text) }))
            ?? throw new MissingRowException($"There is no team {id} (any more): reload the list of teams.");
    }

    /// <summary>Removes the team with memberships, grants and its share of what is owned. False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM teams WHERE id = @id", new { id }) > 0;
    }

    private static Task<T> UniqueAsync<T>(string name, Func<Task<T>> write) =>
        Writes.UniqueNameAsync($"A team named {name} exists already: choose another name.", write);
}
