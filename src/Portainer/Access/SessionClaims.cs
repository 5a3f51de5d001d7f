using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>What a session says about its user: id, name, security stamp and role.</summary>
internal sealed class SessionClaims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
{
    /// <summary>Type of the claim that tells one session of a user from the others.</summary>
    public const string SessionId = "sid";

    /// <summary>Type of the claim of an API key that changes nothing.</summary>
    public const string KeyReadOnly = "key-read-only";

    /// <summary>Type of the claim of an API key for some endpoints: their ids with commas between.</summary>
    public const string KeyEndpoints = "key-endpoints";

    /// <summary>What an API key said of itself; a session says nothing.</summary>
    public static KeyScope KeyScopeOf(ClaimsPrincipal principal)
    {
        var endpoints = principal.FindFirstValue(KeyEndpoints);
        return principal.HasClaim(claim => claim.Type == KeyReadOnly) || endpoints is not null
            ? new(principal.HasClaim(claim => claim.Type == KeyReadOnly), endpoints?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToFrozenSet())
            : KeyScope.All;
    }

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Options.ClaimsIdentity.RoleClaimType, user.Role.ToString()));
        return identity;
    }
}
