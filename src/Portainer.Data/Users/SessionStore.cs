using Dapper;

namespace Portainer.Data.Users;

/// <summary>Sessions that were signed out of: a copy of their cookie must open nothing any more.</summary>
public sealed class SessionStore(Db db, TimeProvider time)
{
    /// <summary>Ends the session; it is forgotten at <paramref name="forgetAt"/>, when its cookie has expired anyway.</summary>
    public async Task EndAsync(string id, DateTimeOffset forgetAt, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("DELETE FROM ended_sessions WHERE forget_at < @now", new { now = time.GetUtcNow() });
        await connection.ExecuteAsync(
            "INSERT INTO ended_sessions (id, forget_at) VALUES (@id, @forgetAt) ON CONFLICT (id) DO NOTHING", new { id, forgetAt });
    }

    public async Task<bool> IsEndedAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM ended_sessions WHERE id = @id", new { id }) > 0;
    }
}
