using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Portainer.Data.Users;

/// <summary>
/// Users for ASP.NET Core Identity, and what Identity does not ask for: the list, the first administrator, and what
/// administrators do to others.
/// Lockout, recovery codes and passkeys write to the database themselves; everything else waits for
/// <see cref="UpdateAsync"/>, which refuses to overwrite somebody else's change.
/// </summary>
public sealed partial class UserStore(Db db, IDataProtectionProvider protection, TimeProvider time) : IUserPasswordStore<User>
{
    private const string Columns =
        """
        id, user_name, normalized_user_name, role, password_hash, security_stamp, lockout_enabled, lockout_end,
        access_failed_count, two_factor_enabled, authenticator_key, created_at, version
        """;

    private const string InsertColumns =
        """
        user_name, normalized_user_name, role, password_hash, security_stamp, lockout_enabled, lockout_end,
        access_failed_count, two_factor_enabled, authenticator_key, created_at, version
        """;

    private const string InsertValues =
        """
        @UserName, @NormalizedUserName, @Role, @PasswordHash, @SecurityStamp, @LockoutEnabled, @LockoutEnd,
        @AccessFailedCount, @TwoFactorEnabled, @AuthenticatorKey, @CreatedAt, @Version
        """;

    private const string UpdateStatement =
        """
        UPDATE users
        SET user_name = @UserName, normalized_user_name = @NormalizedUserName, role = @Role, password_hash = @PasswordHash,
            security_stamp = @SecurityStamp, lockout_enabled = @LockoutEnabled, two_factor_enabled = @TwoFactorEnabled,
            authenticator_key = @AuthenticatorKey, version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    /// <summary>All users by name.</summary>
    public async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<User>($"SELECT {Columns} FROM users ORDER BY normalized_user_name")];
    }

    public Task<User?> FindAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    public async Task<bool> AnyAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await AnyAdministratorAsync(connection, null);
    }

    /// <summary>
    /// Saves the user as administrator if there is none yet. Of any number of callers, in any number of processes, one gets true.
    /// Call it with name, normalised name, password hash and security stamp set.
    /// </summary>
    public async Task<bool> CreateFirstAdministratorAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await BeginAloneAsync(connection, cancellationToken);
        if (await AnyAdministratorAsync(connection, transaction))
        {
            return false;
        }

        user.Role = UserRole.Administrator;
        await InsertAsync(user, connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var connection = await db.OpenAsync(cancellationToken);
        try
        {
            await InsertAsync(user, connection, null);
            return IdentityResult.Success;
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            return Duplicate(user);
        }
    }

    /// <summary>Fails with ConcurrencyFailure, DuplicateUserName or LastAdministrator.</summary>
    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var connection = await db.OpenAsync(cancellationToken);
        // Only who is not administrator afterwards can have been the last one.
        await using var transaction = user.IsAdministrator ? null : await BeginAloneAsync(connection, cancellationToken);
        if (transaction is not null && await IsLastAdministratorAsync(user.Id, connection, transaction))
        {
            return LastAdministratorResult(user);
        }

        try
        {
            if (await connection.ExecuteAsync(UpdateStatement, Parameters(user), transaction) == 0)
            {
                return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
            }
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            return Duplicate(user);
        }

        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        user.Version++;
        return IdentityResult.Success;
    }

    /// <summary>Fails with ConcurrencyFailure or LastAdministrator.</summary>
    public async Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await BeginAloneAsync(connection, cancellationToken);
        if (await IsLastAdministratorAsync(user.Id, connection, transaction))
        {
            return LastAdministratorResult(user);
        }

        var removed = await connection.ExecuteAsync(
            "DELETE FROM users WHERE id = @Id AND version = @Version", new { user.Id, user.Version }, transaction);
        await transaction.CommitAsync(cancellationToken);
        return removed > 0 ? IdentityResult.Success : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    public async Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        int.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await FindAsync(id, cancellationToken)
            : null;

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync("normalized_user_name = @normalizedUserName", new { normalizedUserName }, cancellationToken);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Nothing to release: the store is a singleton, and Identity disposes it with every request.</summary>
    public void Dispose()
    {
    }

    private static async Task<bool> AnyAdministratorAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM users WHERE role = @role", new { role = (int)UserRole.Administrator }, transaction) > 0;

    private static IdentityResult Duplicate(User user) =>
        IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.UserName));

    private static DynamicParameters Parameters(User user)
    {
        var parameters = new DynamicParameters(user);
        parameters.Add("AuthenticatorKey", user.AuthenticatorKey);
        return parameters;
    }

    private async Task InsertAsync(User user, DbConnection connection, DbTransaction? transaction)
    {
        user.CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        user.Version = 1;
        user.Id = await connection.ExecuteScalarAsync<int>(
            $"INSERT INTO users ({InsertColumns}) VALUES ({InsertValues}) RETURNING id", Parameters(user), transaction);
    }

    private async Task<User?> FindAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE {condition}", parameters);
    }
}
