using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Data.Teams;

namespace Portainer.Tests.Access;

/// <summary>Books of rights for tests without a database.</summary>
internal static class Rights
{
    /// <summary>Somebody with one role on one endpoint.</summary>
    public static Caller Caller(int userId, EndpointRole role, int endpoint = 1) =>
        new(userId, $"user{userId}", false) { Book = Book([new(GrantScope.Endpoint, endpoint, GrantHolder.User, userId, role)]) };

    public static AccessBook Book(Grant[] grants, TeamMembership[]? memberships = null, ResourceControl[]? controls = null) => new()
    {
        Facts = new()
        {
            Grants = grants,
            Memberships = memberships ?? [],
            Controls = controls ?? [],
            Groups = [new(1, 1)],
            Security = [],
            UserIds = [new("ann", 2), new("bob", 3)],
            TeamIds = [new("web", 5)],
            Administrators = [1],
        },
    };

    public static TeamMembership Member(int team, int user) => new() { Id = (team * 100) + user, TeamId = team, UserId = user, Role = TeamRole.Member };

    public static ResourceControl Control(ResourceType type, string id, int[]? users = null, int[]? teams = null, bool isPublic = false, bool administratorsOnly = false) => new()
    {
        Id = 1,
        Realm = Realms.OfEndpoint(1),
        Type = type,
        ResourceId = id,
        IsPublic = isPublic,
        AdministratorsOnly = administratorsOnly,
        UserIds = [.. users ?? []],
        TeamIds = [.. teams ?? []],
    };
}
