using System.Text.RegularExpressions;

namespace Portainer.Gateway;

/// <summary>
/// A path of the Engine API, taken apart once. What can be read in more than one way (encoded twice, encoded slashes, dots, empty
/// segments) is refused rather than repaired: the engine's reading would be the one that counts.
/// </summary>
internal sealed partial record DockerPath(string? Version, IReadOnlyList<string> Segments)
{
    private const int MostCharacters = 4096;

    /// <param name="raw">As it stood in the request line behind <c>/docker</c>, without the query.</param>
    /// <exception cref="GatewayException">400, with the reason.</exception>
    public static DockerPath Parse(string raw)
    {
        if (raw.Length is < 2 or > MostCharacters || raw[0] != '/')
        {
            throw Refusal("it is empty or too long");
        }

        var segments = raw[1..].Split('/').Select(Decode).ToArray();
        if (segments.FirstOrDefault(segment => segment is "" or "." or "..") is { } odd)
        {
            throw Refusal(odd.Length == 0 ? "it has an empty segment" : "it has a dot segment");
        }

        if (!VersionLike().IsMatch(segments[0]))
        {
            return new(null, segments);
        }

        return segments.Length > 1 && OurVersion().IsMatch(segments[0])
            ? new(segments[0], segments[1..])
            : throw Refusal($"“{segments[0]}” is no API version (v1.41 is one)");
    }

    /// <summary>The path as it is sent to the engine: encoded by us, never as it came.</summary>
    public string Target(string? version) => string.Concat(
        (version is null ? Segments : Segments.Prepend(version))
        .Select(segment => "/" + Uri.EscapeDataString(segment).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal)));

    public override string ToString() => "/" + string.Join('/', Segments);

    private static string Decode(string segment)
    {
        var text = new char[segment.Length];
        var length = 0;
        for (var at = 0; at < segment.Length; at++)
        {
            var character = segment[at] == '%' ? Escaped(segment, ref at) : Plain(segment[at]);
            text[length++] = IsName(character) ? character : throw Refusal($"“{segment}” has a character that no name has");
        }

        return new(text, 0, length);
    }

    private static char Plain(char character) => character is '?' or '#' ? throw Refusal("it has a mark that ends a path") : character;

    private static char Escaped(string segment, ref int at)
    {
        if (at + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[at + 1]) || !char.IsAsciiHexDigit(segment[at + 2]))
        {
            throw Refusal($"“{segment}” has a percent sign that encodes nothing");
        }

        var character = (char)Convert.ToByte(segment.Substring(at + 1, 2), 16);
        at += 2;
        return character;
    }

    // Names, ids and image references are printable ASCII. A percent sign would be read again, the others cut paths or parameters.
    private static bool IsName(char character) => character is > ' ' and < '\x7f' and not ('%' or '/' or '\\' or ';' or '?' or '#' or '"' or '<' or '>');

    private static GatewayException Refusal(string reason) => GatewayException.Unclear(
        $"The path of the request was not passed on to the engine: {reason}. Write it plainly, for example /v1.41/containers/json.");

    [GeneratedRegex(@"^[vV][0-9.]+$")]
    private static partial Regex VersionLike();

    [GeneratedRegex(@"^v1\.[0-9]{1,3}\z")]
    private static partial Regex OurVersion();
}
