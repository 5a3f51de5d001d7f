using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>Identity's password hashes, and bcrypt ones until their first successful use.</summary>
internal sealed class PasswordHashes(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    /// <summary>Whether <paramref name="hash"/> is of a form that can be verified.</summary>
    public static bool IsKnown(string hash)
    {
        Span<byte> bytes = stackalloc byte[128];
        return BcryptHash.IsBcrypt(hash)
            || (Convert.TryFromBase64String(hash, bytes, out var length) && length >= 48 && bytes[0] is 0 or 1);
    }

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        if (!BcryptHash.IsBcrypt(hashedPassword))
        {
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        return BcryptHash.Verify(hashedPassword, providedPassword)
            ? PasswordVerificationResult.SuccessRehashNeeded
            : PasswordVerificationResult.Failed;
    }
}
