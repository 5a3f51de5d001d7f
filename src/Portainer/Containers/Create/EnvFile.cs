namespace Portainer.Containers.Create;

/// <summary>Reads a <c>.env</c> file: NAME=value lines, blank lines, comments, "export", values in quotes that may span lines.</summary>
internal static class EnvFile
{
    public static List<EnvRow> Parse(string text)
    {
        var rows = new List<EnvRow>();
        var lines = new Queue<string>(text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (Read(line.Trim(), lines) is { } row)
            {
                rows.RemoveAll(earlier => earlier.Name == row.Name);
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>The file that <see cref="Parse"/> reads back.</summary>
    public static string Write(IEnumerable<EnvRow> rows) => string.Join('\n', rows.Where(row => row.Name.Trim().Length > 0).Select(row => row.Value switch
    {
        null => row.Name,
        var value when value.Length == value.Trim().Length && value.AsSpan().IndexOfAny("\"'\n#\\") < 0 => $"{row.Name}={value}",
        var value => $"{row.Name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
    }));

    private static EnvRow? Read(string line, Queue<string> following)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var assignment = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
        var row = EnvRows.Parse(assignment);
        row.Name = row.Name.Trim();
        row.Value = row.Value is null ? null : Value(row.Value.Trim(), following);
        return row.Name.Length == 0 ? null : row;
    }

    private static string Value(string text, Queue<string> following)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
        {
            var comment = text.IndexOf(" #", StringComparison.Ordinal);
            return comment < 0 ? text : text[..comment].TrimEnd();
        }

        var quote = text[0];
        var inner = text[1..];
        int end;
        while ((end = End(inner, quote)) < 0 && following.TryDequeue(out var next))
        {
            inner = $"{inner}\n{next}";
        }

        var value = end < 0 ? inner : inner[..end];
        return quote == '\'' ? value : Unescape(value);
    }

    private static int End(string text, char quote)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote == '"')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                return at;
            }
        }

        return -1;
    }

    private static string Unescape(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var isEscape = text[at] == '\\' && at + 1 < text.Length;
            plain.Append(isEscape ? text[++at] switch
            {
                'n' => "\n",
                't' => "\t",
                '"' => "\"",
                '\\' => "\\",
                '$' => "$",
                var other => $"\\{other}",
            }
            : text[at].ToString());
        }

        return plain.ToString();
    }
}
