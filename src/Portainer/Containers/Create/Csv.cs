using System.Text;

namespace Portainer.Containers.Create;

/// <summary>The comma-separated values of <c>--mount</c>, <c>--gpus</c> and <c>--network</c>; a field with a comma in it stands in double quotes.</summary>
internal static class Csv
{
    public static List<string> Split(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else if (text[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[at] == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(text[at]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    public static string Join(IEnumerable<string> fields) => string.Join(',', fields.Where(field => field.Length > 0).Select(Quote));

    /// <summary>"name=value" as its two halves; the value is null without a sign of equality.</summary>
    public static (string Name, string? Value) Pair(string field) =>
        field.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (field[..at], field[(at + 1)..]) : (field, null);

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
