using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Data.Teams;
using Portainer.Data.Users;
using Portainer.Shell;

namespace Portainer.People;

/// <summary>Users and teams, for the palette: of administrators all, of team leaders their teams.</summary>
internal sealed class PeopleSource(UserStore users, TeamStore teams, AuthenticationStateProvider authentication, Callers callers) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await callers.OfAsync(authentication.GetAuthenticationStateAsync());
        if (!PeopleRules.SeesTeams(caller))
        {
            return [];
        }

        var mine = (await teams.ListAsync(cancellationToken)).Where(team => PeopleRules.ManagesMembers(caller, team.Id))
            .Select(team => new PaletteEntry($"team/{team.Id}", team.Name, "Teams", "users") { Href = PeoplePaths.Team(team.Id) });
        return PeopleRules.ManagesAll(caller)
            ? [.. mine, .. (await users.ListAsync(cancellationToken)).Select(Entry), AddUser, AddTeam]
            : [.. mine];
    }

    private static PaletteEntry AddUser => new("add-user", "Add a user", "Actions", "plus") { Href = "users/new" };

    private static PaletteEntry AddTeam => new("add-team", "Add a team", "Actions", "plus") { Href = "teams/new" };

    private static PaletteEntry Entry(User user) => new($"user/{user.Id}", user.UserName, "Users", "user")
    {
        Href = PeoplePaths.User(user.Id),
        Where = RoleWords.Of(user.Role),
    };
}
