using Portainer.Data;
using Portainer.Data.Teams;
using Portainer.Data.Users;
using Portainer.Fleet;

namespace Portainer.People;

/// <summary>A user as lists show them.</summary>
/// <param name="LockedUntil">Null: may sign in.</param>
public sealed record UserRow(int Id, string Name, UserRole Role, NameList Teams, bool HasTwoFactor, DateTimeOffset Created, DateTimeOffset? LockedUntil)
{
    public bool IsAdministrator => Role == UserRole.Administrator;

    internal static UserRow From(User user, IEnumerable<string> teams, DateTimeOffset now) => new(
        user.Id,
        user.UserName,
        user.Role,
        new([.. teams.Order(StringComparer.CurrentCultureIgnoreCase)]),
        user.TwoFactorEnabled,
        user.CreatedAt,
        user.LockoutEnabled && user.LockoutEnd >= now ? user.LockoutEnd : null);
}

/// <summary>What the page of a user shows.</summary>
/// <param name="Roles">Where they have one; of an administrator empty.</param>
/// <param name="Endpoints">How many there are at all.</param>
public sealed record UserSheet(UserRow User, IdSet TeamIds, IReadOnlyList<RoleOrigin> Roles, int Endpoints)
{
    /// <summary>All there are.</summary>
    public required IReadOnlyList<Team> Teams { get; init; }

    /// <summary>Names of all groups by id.</summary>
    public required IReadOnlyDictionary<int, string> Groups { get; init; }
}
