using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>How an attempt to sign in ended.</summary>
internal readonly record struct SignInOutcome(bool Succeeded, DateTimeOffset? LockedUntil);

/// <summary>Signing in, and changing one's own password. What it answers about a user that does not exist is what it answers about one that does.</summary>
internal sealed partial class SignInActions(
    UserManager<User> users, SignInManager<User> sessions, SessionStore ended, UnknownNames unknown, SignInLimits limits, TimeProvider time, ILogger<SignInActions> logger)
{
    private static readonly User Nobody = new() { UserName = "nobody" };
    private static string? s_nobodysHash;

    public async Task<SignInOutcome> SignInAsync(string name, string password, bool remember)
    {
        var user = await users.FindByNameAsync(name);
        if (user is null)
        {
            return RefuseUnknown(users.NormalizeName(name), password);
        }

        var result = await sessions.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            LogRefused(user.Id, result.IsLockedOut);
            return new(false, result.IsLockedOut ? user.LockoutEnd : null);
        }

        await OpenSessionAsync(user, remember);
        LogSignedIn(user.UserName);
        return new(true, null);
    }

    /// <summary>Ends all other sessions of the user and renews this one. Wrong current passwords count towards the lockout.</summary>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(User user, string current, string changed, bool remember)
    {
        var check = await sessions.CheckPasswordSignInAsync(user, current, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            LogRefused(user.Id, check.IsLockedOut);
            return [check.IsLockedOut ? $"Too many wrong passwords. Try again after {Moment(user.LockoutEnd)}." : "The current password is wrong."];
        }

        var result = await users.ChangePasswordAsync(user, current, changed);
        if (!result.Succeeded)
        {
            return [.. result.Errors.Select(error => error.Description)];
        }

        await OpenSessionAsync(user, remember);
        return [];
    }

    /// <summary>Ends the session of this request for good: a copy of its cookie is worth nothing afterwards.</summary>
    public async Task SignOutAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.FindFirstValue(SessionClaims.SessionId) is { } session)
        {
            await ended.EndAsync(session, time.GetUtcNow() + limits.RememberedSession, cancellationToken);
        }

        await sessions.SignOutAsync();
    }

    public static string Moment(DateTimeOffset? moment) => $"{moment:HH:mm:ss} UTC";

    private Task OpenSessionAsync(User user, bool remember) => sessions.SignInWithClaimsAsync(
        user,
        new AuthenticationProperties
        {
            IsPersistent = remember,
            ExpiresUtc = time.GetUtcNow() + (remember ? limits.RememberedSession : limits.Session),
        },
        [new Claim(SessionClaims.SessionId, Guid.NewGuid().ToString("N"))]);

    private SignInOutcome RefuseUnknown(string normalizedName, string password)
    {
        if (unknown.LockedUntil(normalizedName) is { } end)
        {
            return new(false, end);
        }

        // Takes as long as checking a real hash, so that the time tells nothing either.
        var hash = s_nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        users.PasswordHasher.VerifyHashedPassword(Nobody, hash, password);
        LogUnknown();
        return new(false, unknown.Fail(normalizedName));
    }

    [LoggerMessage(1, LogLevel.Information, "{User} signed in.")]
    private partial void LogSignedIn(string user);

    [LoggerMessage(2, LogLevel.Warning, "Wrong password for user {UserId} (locked out: {LockedOut}).")]
    private partial void LogRefused(int userId, bool lockedOut);

    // Without the name: what was typed there is sometimes the password.
    [LoggerMessage(3, LogLevel.Warning, "Sign-in under a name that no user has.")]
    private partial void LogUnknown();
}
