using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Portainer.Data.Users;

/// <summary>Passkeys: public keys only, so nothing here is secret.</summary>
public sealed partial class UserStore : IUserPasskeyStore<User>
{
    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO user_passkeys (credential_id, user_id, details) VALUES (@CredentialId, @Id, @details)
        ON CONFLICT (credential_id) DO UPDATE SET details = excluded.details WHERE user_passkeys.user_id = excluded.user_id
        """,
        new { passkey.CredentialId, user.Id, details = JsonSerializer.Serialize(PasskeyDetails.From(passkey)) },
        cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PasskeyRow>(
            "SELECT credential_id, details FROM user_passkeys WHERE user_id = @Id", new { user.Id });
        return [.. rows.Select(Read)];
    }

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => FindAsync(
        "id = (SELECT user_id FROM user_passkeys WHERE credential_id = @credentialId)", new { credentialId }, cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<PasskeyRow>(
            "SELECT credential_id, details FROM user_passkeys WHERE user_id = @Id AND credential_id = @credentialId",
            new { user.Id, credentialId });
        return row is null ? null : Read(row);
    }

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM user_passkeys WHERE user_id = @Id AND credential_id = @credentialId",
        new { user.Id, credentialId },
        cancellationToken);

    private static UserPasskeyInfo Read(PasskeyRow row) =>
        JsonSerializer.Deserialize<PasskeyDetails>(row.Details)!.ToPasskey(row.CredentialId);

    private sealed record PasskeyRow
    {
        public byte[] CredentialId { get; init; } = [];
        public string Details { get; init; } = "";
    }

    private sealed record PasskeyDetails(
        string? Name, byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports,
        bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson)
    {
        internal static PasskeyDetails From(UserPasskeyInfo passkey) => new(
            passkey.Name, passkey.PublicKey, passkey.CreatedAt, passkey.SignCount, passkey.Transports,
            passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson);

        internal UserPasskeyInfo ToPasskey(byte[] credentialId) => new(
            credentialId, PublicKey, CreatedAt, SignCount, Transports,
            IsUserVerified, IsBackupEligible, IsBackedUp, AttestationObject, ClientDataJson)
        { Name = Name };
    }
}
