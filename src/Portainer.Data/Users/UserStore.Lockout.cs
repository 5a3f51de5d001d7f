using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Portainer.Data.Users;

/// <summary>
/// Lockout is counted in the database, outside the optimistic version: failures that arrive together are all counted,
/// where a read-modify-write would let all but one of them off.
/// </summary>
public sealed partial class UserStore : IUserLockoutStore<User>
{
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(User user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockoutEnd = lockoutEnd;
        return ExecuteAsync("UPDATE users SET lockout_end = @LockoutEnd WHERE id = @Id", new { user.LockoutEnd, user.Id }, cancellationToken);
    }

    public async Task<int> IncrementAccessFailedCountAsync(User user, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return user.AccessFailedCount = await connection.ExecuteScalarAsync<int>(
            "UPDATE users SET access_failed_count = access_failed_count + 1 WHERE id = @Id RETURNING access_failed_count",
            new { user.Id });
    }

    public Task ResetAccessFailedCountAsync(User user, CancellationToken cancellationToken)
    {
        user.AccessFailedCount = 0;
        return ExecuteAsync("UPDATE users SET access_failed_count = 0 WHERE id = @Id", new { user.Id }, cancellationToken);
    }

    public Task<int> GetAccessFailedCountAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnabled);

    public Task SetLockoutEnabledAsync(User user, bool enabled, CancellationToken cancellationToken)
    {
        user.LockoutEnabled = enabled;
        return Task.CompletedTask;
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql, parameters);
    }
}
