namespace Portainer.Access;

internal static class LocalUrl
{
    /// <summary>
    /// The URL if it stays on this site, else <paramref name="otherwise"/>. Browsers read a backslash as a slash and skip
    /// control characters, so <c>/\host</c> and <c>/{tab}/host</c> would leave.
    /// </summary>
    public static string Or(string? url, string otherwise) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : otherwise;
}
