using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Portainer.Access;

/// <summary>Ends what an open page may do when its session was ended elsewhere.</summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, SessionCheck check, SignInLimits limits)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => limits.Revalidation;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        check.IsCurrentAsync(authenticationState.User, cancellationToken);
}
