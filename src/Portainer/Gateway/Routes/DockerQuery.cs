using System.Text;

namespace Portainer.Gateway;

/// <summary>
/// The parameters of a request, read strictly and written anew: engines differ in which of two equal names they take, whether case
/// matters and whether a semicolon separates.
/// </summary>
internal sealed class DockerQuery
{
    private const int MostCharacters = 256 * 1024;

    // Those the API documents as repeatable.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "t", "names", "changes", "type", "platform", "platforms", "cachefrom", "extrahosts", "statement",
    };

    // Ours, never the engine's.
    private static readonly string[] Credentials = ["x-api-key", "token"];

    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>Names in the order in which they came.</summary>
    public IEnumerable<string> Names => _pairs.Select(pair => pair.Key);

    /// <param name="raw">With or without its question mark.</param>
    /// <exception cref="GatewayException">400, with the reason.</exception>
    public static DockerQuery Parse(string raw)
    {
        var query = new DockerQuery();
        var text = raw.StartsWith('?') ? raw[1..] : raw;
        if (text.Length > MostCharacters || text.Contains(';', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
        {
            throw Refusal("they are too long, or have a semicolon or # that is not encoded");
        }

        foreach (var piece in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = piece.IndexOf('=', StringComparison.Ordinal);
            query.Add(Decode(mark < 0 ? piece : piece[..mark]), mark < 0 ? "" : Decode(piece[(mark + 1)..]));
        }

        return query;
    }

    /// <summary>The value; null when the name is not there, whatever its case.</summary>
    public string? this[string name] => _pairs.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public void Set(string name, string value)
    {
        _pairs.RemoveAll(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        _pairs.Add(new(name, value));
    }

    public override string ToString() => _pairs.Count == 0
        ? ""
        : "?" + string.Join('&', _pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    private void Add(string name, string value)
    {
        if (Credentials.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            throw Refusal("one has no name, or a name with characters that none has");
        }

        if (_pairs.Any(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && !(pair.Key == name && Lists.Contains(name))))
        {
            throw Refusal($"“{name}” is there twice");
        }

        _pairs.Add(new(name, value));
    }

    private static string Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is > '~' or < '!')
            {
                throw Refusal("one has a character that is not encoded");
            }

            bytes.Add(text[at] switch
            {
                '+' => (byte)' ',
                '%' => Escaped(text, ref at),
                var character => (byte)character,
            });
        }

        return ReadUtf8([.. bytes]);
    }

    private static byte Escaped(string text, ref int at)
    {
        if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
        {
            throw Refusal("one has a percent sign that encodes nothing");
        }

        at += 2;
        return Convert.ToByte(text.Substring(at - 1, 2), 16);
    }

    private static string ReadUtf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes) is var text && text.Contains('\0', StringComparison.Ordinal) ? throw Refusal("one holds a zero byte") : text;
        }
        catch (DecoderFallbackException)
        {
            throw Refusal("one is not UTF-8");
        }
    }

    private static GatewayException Refusal(string reason) =>
        GatewayException.Unclear($"The parameters of the request were not passed on to the engine: {reason}. Write each once, encoded as in any URL.");
}
