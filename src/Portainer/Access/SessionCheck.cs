using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>Whether a session still holds: it was not signed out of, and its user exists and has changed no credentials since. Two point reads.</summary>
internal sealed class SessionCheck(UserStore users, SessionStore sessions, IOptions<IdentityOptions> identity)
{
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal? principal, CancellationToken cancellationToken)
    {
        var claims = identity.Value.ClaimsIdentity;
        var user = principal?.FindFirstValue(claims.UserIdClaimType) is { } id ? await users.FindByIdAsync(id, cancellationToken) : null;
        return user is not null
            && user.SecurityStamp == principal!.FindFirstValue(claims.SecurityStampClaimType)
            && principal!.FindFirstValue(SessionClaims.SessionId) is { } session
            && !await sessions.IsEndedAsync(session, cancellationToken);
    }

    /// <summary>Runs with every request that carries a session cookie, so that a session ended elsewhere ends at once.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        if (!await check.IsCurrentAsync(context.Principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}
