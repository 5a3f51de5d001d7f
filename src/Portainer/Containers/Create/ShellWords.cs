using System.Text;

namespace Portainer.Containers.Create;

/// <summary>Takes a line apart as a POSIX shell would, without expanding anything.</summary>
internal static class ShellWords
{
    /// <exception cref="DraftException">A quote is not closed.</exception>
    public static List<string> Split(string field, string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                Flush(words, ref word);
                continue;
            }

            word ??= new();
            at = text[at] switch
            {
                '\'' => Single(field, text, at, word),
                '"' => Double(field, text, at, word),
                '\\' => Escape(text, at, word),
                _ => Plain(text, at, word),
            };
        }

        Flush(words, ref word);
        return words;
    }

    private static void Flush(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }

    private static int Plain(string text, int at, StringBuilder word)
    {
        word.Append(text[at]);
        return at;
    }

    private static int Escape(string text, int at, StringBuilder word)
    {
        if (at + 1 < text.Length)
        {
            word.Append(text[at + 1]);
        }

        return at + 1;
    }

    private static int Single(string field, string text, int at, StringBuilder word)
    {
        var end = text.IndexOf('\'', at + 1);
        if (end < 0)
        {
            throw new DraftException(field, "A single quote is not closed.");
        }

        word.Append(text, at + 1, end - at - 1);
        return end;
    }

    // In double quotes a backslash only protects what would otherwise mean something.
    private static int Double(string field, string text, int at, StringBuilder word)
    {
        for (var next = at + 1; next < text.Length; next++)
        {
            if (text[next] == '"')
            {
                return next;
            }

            if (text[next] == '\\' && next + 1 < text.Length && "\"\\$`".Contains(text[next + 1], StringComparison.Ordinal))
            {
                next++;
            }

            word.Append(text[next]);
        }

        throw new DraftException(field, "A double quote is not closed.");
    }
}
