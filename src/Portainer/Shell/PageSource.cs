using Microsoft.AspNetCore.Components;
using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>The pages themselves and the look, for the palette.</summary>
internal sealed class PageSource(ShellState shell, Preferences preferences, NavigationManager navigation) : IPaletteSource
{
    public ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var current = ShellState.EndpointIn(navigation.ToBaseRelativePath(navigation.Uri));
        var pages = NavEntries.Always(shell.IsAdministrator, shell.LeadsTeams).Select(entry => Page(entry, ""));
        var here = shell.Endpoints.OrderByDescending(endpoint => endpoint.Id == current)
            .SelectMany(endpoint => NavEntries.For(endpoint).Select(entry => Page(entry, endpoint.Name)));
        return ValueTask.FromResult<IReadOnlyList<PaletteEntry>>([.. here, .. pages, Roles, Account, .. Looks]);
    }

    private static PaletteEntry Roles => new("page/roles", "Roles", "Pages", "shield") { Href = "roles" };

    private static PaletteEntry Account => new("page/account", "Account", "Pages", "key") { Href = "account" };

    private IEnumerable<PaletteEntry> Looks =>
    [
        Look("Light theme", "sun", "theme", "light"),
        Look("Dark theme", "moon", "theme", "dark"),
        Look("System theme", "monitor", "theme", null),
        Look("Compact rows", "rows", "density", "compact"),
        Look("Comfortable rows", "rows", "density", null),
    ];

    private static PaletteEntry Page(NavEntry entry, string where) =>
        new($"page/{entry.Href}", entry.Text, "Pages", entry.Icon) { Href = entry.Href.Length == 0 ? "/" : entry.Href, Where = where };

    private PaletteEntry Look(string title, string icon, string name, string? value) =>
        new($"look/{name}/{value}", title, "Look", icon) { Run = () => preferences.SetAsync(name, value) };
}
