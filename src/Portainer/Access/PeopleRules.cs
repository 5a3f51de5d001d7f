using System.Collections.Frozen;

namespace Portainer.Access;

/// <summary>
/// Who deals with which people, beside the table of <see cref="AccessPolicy"/>, which knows roles on endpoints only: administrators deal with
/// everybody, the leader of a team with who is a plain member of it (portainer.md 2.1).
/// </summary>
internal static class PeopleRules
{
    public static bool ManagesAll(Caller caller) => AccessPolicy.Allows(caller, null, Operation.ManagePeople);

    /// <summary>Whether there is a list of teams for the caller: of all, or of those they lead.</summary>
    public static bool SeesTeams(Caller caller) => ManagesAll(caller) || Led(caller).Count > 0;

    /// <summary>Whether the caller may see the team, and add and remove its plain members.</summary>
    public static bool ManagesMembers(Caller caller, int teamId) => ManagesAll(caller) || Led(caller).Contains(teamId);

    /// <exception cref="AccessDeniedException">The caller neither leads the team nor manages all of them; a team that is not there is answered the same way.</exception>
    public static void DemandMembers(Caller caller, int teamId)
    {
        if (!ManagesMembers(caller, teamId))
        {
            throw new AccessDeniedException(caller == Caller.Anonymous
                ? "Sign in to see who is in a team."
                : $"{caller.Name} may not see or change who is in team {teamId}: only its leaders and administrators may. Ask an administrator for the right.");
        }
    }

    // A key that is read-only or for some endpoints changes no people.
    private static FrozenSet<int> Led(Caller caller) =>
        caller.Book is { } book && caller.Key.Covers(null, RoleSet.None) ? book.Facts.TeamsLedBy(caller.UserId) : FrozenSet<int>.Empty;
}
