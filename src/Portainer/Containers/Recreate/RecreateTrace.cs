using System.Text.RegularExpressions;

namespace Portainer.Containers.Recreate;

/// <summary>How the old container is to be found again.</summary>
internal enum PreviousState
{
    Stopped,
    Running,
    Paused,
}

/// <summary>
/// The names two containers go by while one takes the place of the other. They say all that is needed to put things right after a crash:
/// which belongs to which, and whether the old one ran.
/// </summary>
/// <param name="Name">The old container's own name.</param>
/// <param name="FinalName">What the new one is to be called; the same unless it is renamed on the way.</param>
/// <param name="Mark">One letter for the state and six digits, such as r3f9a1c.</param>
internal sealed partial record RecreateTrace(string Name, string FinalName, string Mark)
{
    private const string Letters = "srp";

    public string OldAlias => $"{Name}-old-{Mark}";

    public string NewAlias => $"{FinalName}-new-{Mark}";

    public PreviousState Previous => (PreviousState)Math.Max(0, Letters.IndexOf(Mark[0], StringComparison.Ordinal));

    public static RecreateTrace New(string name, string finalName, PreviousState previous) =>
        new(name, finalName, $"{Letters[(int)previous]}{Guid.NewGuid().ToString("n")[..6]}");

    /// <summary>The link a job of this recreation carries: it leads to the container, and a restarted console reads the trace back from it.</summary>
    public string Href(int endpointId) => $"{ContainerPaths.Of(endpointId, FinalName)}?recreated={Mark}&was={Uri.EscapeDataString(Name)}";

    /// <summary>Null when the link is not one of these.</summary>
    public static RecreateTrace? FromHref(string? href) =>
        Link().Match(href ?? "") is { Success: true } match
            ? new(Uri.UnescapeDataString(match.Groups["was"].Value), Uri.UnescapeDataString(match.Groups["name"].Value), match.Groups["mark"].Value)
            : null;

    [GeneratedRegex("^endpoints/[0-9]+/containers?/(?<name>[^/?]+)\\?recreated=(?<mark>[srp][0-9a-f]{6})&was=(?<was>[^&]+)$")]
    private static partial Regex Link();
}
