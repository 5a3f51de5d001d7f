using System.Globalization;
using System.Text;

namespace Portainer.Ui;

/// <summary>Where a member of a JSON document stands, in the words of <c>docker inspect --format</c> (a Go template).</summary>
internal static class TemplatePath
{
    /// <param name="parent">Path of the object or list that holds the member; empty for the document.</param>
    /// <param name="name">The member's name, or its number in a list.</param>
    /// <param name="isList">Whether the parent is a list.</param>
    public static string To(string parent, string name, bool isList)
    {
        if (!isList && IsIdentifier(name))
        {
            return $"{parent}.{name}";
        }

        var root = parent.Length > 0 ? parent : ".";
        return isList ? $"(index {root} {name})" : $"(index {root} {Quote(name)})";
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static string Quote(string name)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in name)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
