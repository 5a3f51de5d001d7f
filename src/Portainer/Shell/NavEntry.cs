namespace Portainer.Shell;

/// <param name="Chord">The key after "g".</param>
/// <param name="Exact">Active on this very page only, not on the pages below it.</param>
internal sealed record NavEntry(string Text, string Icon, string Href, string? Chord = null, bool Exact = false);

/// <summary>The menu as a table: entries only for screens that exist.</summary>
internal static class NavEntries
{
    private static readonly ShellEndpoint Any = new(0, "", EndpointKind.SwarmManager, default, "");

    /// <summary>Every entry that a key leads to, for the sheet of keys.</summary>
    public static IEnumerable<NavEntry> Chords => Always(administrator: true, leadsTeams: true).Concat(For(Any)).Append(new("Activity", "activity", "activity", "a")).Where(entry => entry.Chord is not null);

    /// <param name="leadsTeams">Leads a team: whoever does, or is administrator, has a list of teams.</param>
    public static IReadOnlyList<NavEntry> Always(bool administrator, bool leadsTeams)
    {
        var (home, teams) = (new NavEntry("Home", "home", "", "h", true), new NavEntry("Teams", "users", "teams", "m"));
        return (administrator, leadsTeams) switch
        {
            (true, _) =>
            [
                home, new("Endpoints", "server", "endpoints", "e", true), new("Registries", "registry", "registries", "r"),
                new("Users", "user", "users", "u"), teams,
            ],
            (_, true) => [home, teams],
            _ => [home],
        };
    }

    public static IReadOnlyList<NavEntry> For(ShellEndpoint endpoint) =>
    [
        new("Dashboard", "dashboard", $"endpoints/{endpoint.Id}", "d", true),
        new("Containers", "container", $"endpoints/{endpoint.Id}/containers", "c"),
        new("Images", "image", $"endpoints/{endpoint.Id}/images", "i"),
        new("Networks", "network", $"endpoints/{endpoint.Id}/networks", "n"),
        new("Volumes", "volume", $"endpoints/{endpoint.Id}/volumes", "v"),
        new("Events", "events", $"endpoints/{endpoint.Id}/events", "t"),
        new("Host", "cpu", $"endpoints/{endpoint.Id}/host", "o"),
        new("Live statistics", "chart", $"endpoints/{endpoint.Id}/stats", "s"),
    ];
}
