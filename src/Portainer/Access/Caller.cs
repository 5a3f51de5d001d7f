using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Data.AccessControl;

namespace Portainer.Access;

/// <summary>
/// Who asks: what <see cref="AccessPolicy"/> decides on, taken from the signed-in principal of a page, a hub call or an API request.
/// Rights are not part of it but looked up in the book each time, so that what an administrator changes is in force on pages that are open.
/// </summary>
public sealed record Caller(int UserId, string Name, bool IsAdministrator)
{
    /// <summary>Nobody: refused everything.</summary>
    public static readonly Caller Anonymous = new(0, "", false);

    /// <summary>May do everything; over at the moment it is taken away, also on pages that are open.</summary>
    public bool IsAdministrator { get => field && Book?.Facts.IsFormerAdministrator(UserId) != true; init; } = IsAdministrator;

    /// <summary>What the API key they came with leaves of their rights.</summary>
    public KeyScope Key { get; init; } = KeyScope.All;

    /// <summary>Where their rights stand; without it nobody but an administrator has any.</summary>
    internal AccessBook? Book { get; init; }

    internal EndpointRole? RoleOn(int endpointId) =>
        IsAdministrator ? EndpointRole.EndpointAdministrator : Book?.Facts.RoleOn(UserId, endpointId);
}

/// <summary>Names of the role claims a sign-in carries.</summary>
internal static class Roles
{
    public const string Administrator = "Administrator";
}

/// <summary>Makes callers of principals.</summary>
internal sealed class Callers(AccessBook book)
{
    /// <summary>Of a page; nobody where it has no authentication state.</summary>
    public async Task<Caller> OfAsync(Task<AuthenticationState>? authentication) => authentication is null ? Caller.Anonymous : Of((await authentication).User);

    /// <summary>Somebody who is not there now, in whose name the product goes on with what they asked for; with the rights they have by now.</summary>
    public Caller Of(int userId, string name) => new(userId, name, book.Facts.IsAdministrator(userId)) { Book = book };

    public Caller Of(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true
            || !int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Caller.Anonymous;
        }

        return new(id, user.Identity.Name ?? "", user.IsInRole(Roles.Administrator)) { Book = book, Key = SessionClaims.KeyScopeOf(user) };
    }
}
