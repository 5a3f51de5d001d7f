using Portainer.Data.Teams;
using Portainer.Fleet;

namespace Portainer.People;

/// <summary>A team as lists show it.</summary>
public sealed record TeamRow(int Id, string Name, NameList Leaders, NameList Members)
{
    public int Size => Leaders.Count + Members.Count;
}

/// <summary>Somebody in a team.</summary>
public sealed record TeamMember(int UserId, string Name, TeamRole Role);

/// <summary>Somebody who can be chosen.</summary>
public sealed record Person(int Id, string Name);

/// <summary>What the page of a team shows.</summary>
/// <param name="Members">Leaders first.</param>
/// <param name="Others">Who can be added by the one who asked.</param>
public sealed record TeamSheet(Team Team, IReadOnlyList<TeamMember> Members, IReadOnlyList<Person> Others);
