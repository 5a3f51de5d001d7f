using System.Security.Claims;

namespace Portainer.Access;

/// <summary>Who asks: what <see cref="AccessPolicy"/> decides on, taken from the signed-in principal of a page, a hub call or an API request.</summary>
public sealed record Caller(int UserId, string Name, bool IsAdministrator)
{
    /// <summary>Nobody: refused everything.</summary>
    public static readonly Caller Anonymous = new(0, "", false);

    public static Caller From(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true
            || !int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Anonymous;
        }

        return new(id, user.Identity.Name ?? "", user.IsInRole(Roles.Administrator));
    }
}

/// <summary>Names of the role claims a sign-in carries.</summary>
internal static class Roles
{
    public const string Administrator = "Administrator";
}
