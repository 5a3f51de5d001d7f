namespace Portainer.Fleet;

/// <summary>
/// Addresses of the pages of objects, relative to the base address. A name that is also a word of ours ("containers/new" is the form) is
/// looked at under the singular of its kind, "container/new": names may be anything, and links by name outlive a recreation.
/// </summary>
internal static class ObjectPath
{
    private static readonly string[] ImageWords = ["build", "import", "load", "save", "search"];

    /// <param name="below">A page of the container: "logs". Those have addresses of their own whatever the name.</param>
    public static string Container(int endpointId, string name, string? below = null) => Of(endpointId, "container", name, below);

    public static string Network(int endpointId, string name) => Of(endpointId, "network", name, null);

    /// <param name="below">A page or a route of the volume: "files".</param>
    public static string Volume(int endpointId, string name, string? below = null) => Of(endpointId, "volume", name, below);

    /// <summary>Each part of the name is escaped, the slashes between them stay.</summary>
    public static string Image(int endpointId, string name) =>
        $"endpoints/{endpointId}/{(ImageWords.Contains(name, StringComparer.OrdinalIgnoreCase) ? "image" : "images")}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    // Routes know no upper case: NEW is the form too.
    private static string Of(int endpointId, string kind, string name, string? below) => below is not null
        ? $"endpoints/{endpointId}/{kind}s/{Uri.EscapeDataString(name)}/{below}"
        : $"endpoints/{endpointId}/{kind}{(name.Equals("new", StringComparison.OrdinalIgnoreCase) ? "" : "s")}/{Uri.EscapeDataString(name)}";
}
