using System.Text;
using System.Text.RegularExpressions;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Images;

/// <summary>
/// The filter of the list. Words with * or ? are patterns as <c>docker image ls 'x*'</c> takes them: against the whole name, with the tag
/// or without, and a star does not pass a slash. Other words may occur anywhere.
/// </summary>
internal sealed class ImagePattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Regex[] _patterns;

    private ImagePattern(string words, Regex[] patterns) => (Words, _patterns) = (words, patterns);

    /// <summary>What is left for the table's own filter.</summary>
    public string Words { get; }

    public static ImagePattern Parse(string filter)
    {
        var parts = filter.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            string.Join(' ', parts.Where(part => !IsPattern(part))),
            [.. parts.Where(IsPattern).Select(part => new Regex(Translate(part), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Patience))]);
    }

    public bool Matches(ImageRow row) => Array.TrueForAll(_patterns, pattern => row.Tags.SelectMany(Forms).Any(name => pattern.IsMatch(name)));

    private static bool IsPattern(string word) => word.AsSpan().ContainsAny('*', '?');

    private static IEnumerable<string> Forms(string tag) =>
        ImageReference.TryParse(tag, out var reference) ? [reference.Familiar, reference.FamiliarName] : [tag];

    private static string Translate(string pattern)
    {
        var text = new StringBuilder("^");
        foreach (var character in pattern)
        {
            text.Append(character switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                _ => Regex.Escape(character.ToString()),
            });
        }

        return text.Append('$').ToString();
    }
}
