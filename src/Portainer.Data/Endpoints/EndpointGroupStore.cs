using System.Data.Common;
using Dapper;

namespace Portainer.Data.Endpoints;

/// <summary>Groups of endpoints. Names are unique whatever their case; group 1 is neither removed nor renamed.</summary>
public sealed class EndpointGroupStore(Db db)
{
    private const string Columns =
        "id, name, description, (SELECT {ids:tag_id} FROM endpoint_group_tags WHERE group_id = endpoint_groups.id) AS tag_ids";

    private const string StaleReference =
        "The group was not saved, because one of its tags or endpoints is gone: reload and choose them again.";

    /// <summary>All groups by name.</summary>
    public async Task<IReadOnlyList<EndpointGroup>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<EndpointGroup>(db.Sql($"SELECT {Columns} FROM endpoint_groups ORDER BY name_key"))];
    }

    public async Task<EndpointGroup?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<EndpointGroup>(
            db.Sql($"SELECT {Columns} FROM endpoint_groups WHERE id = @id"), new { id });
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">A tag or an endpoint is gone.</exception>
    public async Task<EndpointGroup> CreateAsync(NewEndpointGroup group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var name = Names.Require(group.Name, "the group");
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var created = await UniqueAsync(name, () => connection.QuerySingleAsync<EndpointGroup>(
            "INSERT INTO endpoint_groups (name, name_key, description) VALUES (@name, @key, @text) RETURNING id, name, description",
            new { name, key = Names.Key(name), text = group.Description.Trim() },
            transaction));
        await WriteTagsAsync(created.Id, group.TagIds, connection, transaction);
        await MoveAsync(created.Id, group.EndpointIds, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return created with { TagIds = group.TagIds };
    }

    /// <summary>Saves name, description and tags.</summary>
    /// <exception cref="BrokenRuleException">It would rename group 1.</exception>
    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">The group or a tag is gone.</exception>
    public async Task<EndpointGroup> UpdateAsync(EndpointGroup group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var name = Names.Require(group.Name, "the group");
        if (group.Id == EndpointGroup.UnassignedId && name != EndpointGroup.UnassignedName)
        {
            throw new BrokenRuleException("The group Unassigned keeps its name: make a group of your own and move the endpoints there.");
        }

        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        var saved = await UniqueAsync(name, () => connection.QuerySingleOrDefaultAsync<EndpointGroup>(
                "UPDATE endpoint_groups SET name = @name, name_key = @key, description = @text WHERE id = @Id RETURNING id, name, description",
                new { group.Id, name, key = Names.Key(name), text = group.Description.Trim() },
                transaction))
            ?? throw Gone(group.Id);
        await connection.ExecuteAsync("DELETE FROM endpoint_group_tags WHERE group_id = @Id", new { group.Id }, transaction);
        await WriteTagsAsync(group.Id, group.TagIds, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return saved with { TagIds = group.TagIds };
    }

    /// <summary>Moves the endpoints to the group (group 1: takes them out of theirs); all of them or none.</summary>
    /// <exception cref="MissingRowException">The group or an endpoint is gone.</exception>
    public async Task MoveAsync(int groupId, IdSet endpointIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpointIds);
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        await MoveAsync(groupId, endpointIds, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Removes the group with its grants; its endpoints move to group 1. False when it was already gone.</summary>
    /// <exception cref="BrokenRuleException">It is group 1.</exception>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        if (id == EndpointGroup.UnassignedId)
        {
            throw new BrokenRuleException("The group Unassigned cannot be removed: endpoints of no other group are in it.");
        }

        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM endpoint_groups WHERE id = @id", new { id }) > 0;
    }

    private static Task<int> WriteTagsAsync(int id, IdSet tagIds, DbConnection connection, DbTransaction transaction) =>
        Writes.ReferringAsync(StaleReference, () => connection.ExecuteAsync(
            "INSERT INTO endpoint_group_tags (group_id, tag_id) VALUES (@id, @tagId)", tagIds.Select(tagId => new { id, tagId }), transaction));

    private static async Task MoveAsync(int groupId, IdSet endpointIds, DbConnection connection, DbTransaction transaction)
    {
        var moved = await Writes.ReferringAsync(StaleReference, () => connection.ExecuteAsync(
            "UPDATE endpoints SET group_id = NULLIF(@groupId, 1), version = version + 1 WHERE id = @id",
            endpointIds.Select(id => new { groupId, id }),
            transaction));
        if (moved < endpointIds.Count)
        {
            throw new MissingRowException(StaleReference);
        }
    }

    private static Task<T> UniqueAsync<T>(string name, Func<Task<T>> write) =>
        Writes.UniqueNameAsync($"A group named {name} exists already: choose another name.", write);

    private static MissingRowException Gone(int id) => new($"There is no group {id} (any more): reload the list of groups.");
}
