using System.Globalization;
using Portainer.Shell;

namespace Portainer.People;

/// <summary>Addresses of people, and their rows in what is done to several at once.</summary>
internal static class PeoplePaths
{
    public static string User(int id) => $"users/{id}";

    public static string Team(int id) => $"teams/{id}";

    // Row keys are shared by all lists of a circuit.
    public static RowTarget User(UserRow user) => new($"user-{user.Id}", user.Name, User(user.Id));

    public static RowTarget Team(TeamRow team) => new($"team-{team.Id}", team.Name, Team(team.Id));

    public static int Id(RowTarget target) => int.Parse(target.Id.AsSpan(target.Id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
}
