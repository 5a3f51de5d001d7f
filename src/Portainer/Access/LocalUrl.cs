namespace Portainer.Access;

internal static class LocalUrl
{
    /// <summary>
    /// The URL if it stays on this site, else <paramref name="otherwise"/>. Browsers read a backslash as a slash and skip
    /// control characters, so <c>/\host</c> and <c>/{tab}/host</c> would leave.
    /// </summary>
    public static string Or(string? url, string otherwise) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : otherwise;

    /// <summary>The same, kept below the base path: pages know their own address without it.</summary>
    public static string Or(string? url, string otherwise, PathString basePath)
    {
        var local = Or(url, "");
        return local.Length == 0
            ? otherwise
            : new PathString(local.Split('?', '#')[0]).StartsWithSegments(basePath) ? local : $"{basePath}{local}";
    }
}
