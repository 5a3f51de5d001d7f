using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>
/// Identity's user manager, but for lockout: that follows the injected time, and is counted by the store alone, where
/// Identity would also save the whole user and lose a count to every attempt that runs beside it.
/// </summary>
internal sealed class Accounts(
    UserStore store, TimeProvider time, IOptions<IdentityOptions> options, IPasswordHasher<User> hasher, IEnumerable<IUserValidator<User>> userRules,
    IEnumerable<IPasswordValidator<User>> passwordRules, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services, ILogger<Accounts> logger)
    : UserManager<User>(store, options, hasher, userRules, passwordRules, names, errors, services, logger)
{
    public override Task<bool> IsLockedOutAsync(User user) =>
        Task.FromResult(user.LockoutEnabled && user.LockoutEnd >= time.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        if (await store.IncrementAccessFailedCountAsync(user, CancellationToken) >= Options.Lockout.MaxFailedAccessAttempts)
        {
            await store.SetLockoutEndDateAsync(user, time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan, CancellationToken);
            await store.ResetAccessFailedCountAsync(user, CancellationToken);
        }

        return IdentityResult.Success;
    }
}
