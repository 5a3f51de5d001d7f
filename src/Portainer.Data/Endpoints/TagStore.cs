using Dapper;

namespace Portainer.Data.Endpoints;

/// <summary>Tags. Names are unique whatever their case; a removed tag is gone from all endpoints and groups.</summary>
public sealed class TagStore(Db db)
{
    /// <summary>All tags by name.</summary>
    public async Task<IReadOnlyList<Tag>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<Tag>("SELECT id, name FROM tags ORDER BY name_key")];
    }

    public async Task<Tag?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Tag>("SELECT id, name FROM tags WHERE id = @id", new { id });
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    public async Task<Tag> CreateAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Names.Require(name, "the tag");
        await using var connection = await db.OpenAsync(cancellationToken);
        return await UniqueAsync(text, () => connection.QuerySingleAsync<Tag>(
            "INSERT INTO tags (name, name_key) VALUES (@text, @key) RETURNING id, name", new { text, key = Names.Key(text) }));
    }

    /// <exception cref="DuplicateNameException">The name is taken.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">There is no such tag.</exception>
    public async Task<Tag> RenameAsync(int id, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Names.Require(name, "the tag");
        await using var connection = await db.OpenAsync(cancellationToken);
        return await UniqueAsync(text, () => connection.QuerySingleOrDefaultAsync<Tag>(
                "UPDATE tags SET name = @text, name_key = @key WHERE id = @id RETURNING id, name", new { id, text, key = Names.Key(text) }))
            ?? throw new MissingRowException($"There is no tag {id} (any more): reload the list of tags.");
    }

    /// <summary>False when it was already gone.</summary>
    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("DELETE FROM tags WHERE id = @id", new { id }) > 0;
    }

    private static Task<T> UniqueAsync<T>(string name, Func<Task<T>> write) =>
        Writes.UniqueNameAsync($"A tag named {name} exists already: choose another name.", write);
}
