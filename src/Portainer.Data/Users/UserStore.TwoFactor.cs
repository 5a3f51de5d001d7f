using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Portainer.Data.Users;

/// <summary>The authenticator key is encrypted at rest; of recovery codes only a hash is kept, and each works once.</summary>
public sealed partial class UserStore : IUserAuthenticatorKeyStore<User>, IUserTwoFactorRecoveryCodeStore<User>
{
    private readonly IDataProtector _authenticatorKey = protection.CreateProtector("Portainer.users.authenticator_key");

    public Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = _authenticatorKey.Protect(key);
        return Task.CompletedTask;
    }

    /// <exception cref="StorageException">The keys that encrypted it are gone.</exception>
    public Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(user.AuthenticatorKey is { } cipher ? _authenticatorKey.Unprotect(cipher) : null);
        }
        catch (CryptographicException failure)
        {
            throw new StorageException(
                $"The authenticator key of {user.UserName} cannot be decrypted with the keys in the data folder (keys/): restore that folder from a backup, or set up two-factor sign-in again.",
                failure);
        }
    }

    public async Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await Db.BeginAsync(connection, cancellationToken);
        await connection.ExecuteAsync("DELETE FROM user_recovery_codes WHERE user_id = @Id", new { user.Id }, transaction);
        await connection.ExecuteAsync(
            "INSERT INTO user_recovery_codes (user_id, code_hash) VALUES (@Id, @hash)",
            recoveryCodes.Select(code => new { user.Id, hash = Hash(user, code) }),
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(
            "DELETE FROM user_recovery_codes WHERE user_id = @Id AND code_hash = @hash",
            new { user.Id, hash = Hash(user, code) }) == 1;
    }

    public async Task<int> CountCodesAsync(User user, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM user_recovery_codes WHERE user_id = @Id", new { user.Id });
    }

    private static string Hash(User user, string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}:{code}")));
}
