using System.Text;

namespace Portainer.Containers.Live;

/// <summary>A command that the console page offers; containers bring their own in labels <c>io.portainer.commands.&lt;title&gt;</c>.</summary>
internal sealed record ConsoleChoice(string Title, string Command)
{
    private const string LabelPrefix = "io.portainer.commands.";
    public static readonly IReadOnlyList<string> Shells = ["/bin/bash", "/bin/sh", "/bin/ash"];

    public static IReadOnlyList<ConsoleChoice> FromLabels(IReadOnlyDictionary<string, string>? labels) =>
    [
        .. (labels ?? new Dictionary<string, string>())
            .Where(label => label.Key.StartsWith(LabelPrefix, StringComparison.Ordinal) && label.Value.Length > 0)
            .Select(label => new ConsoleChoice(label.Key[LabelPrefix.Length..], label.Value))
            .OrderBy(choice => choice.Title, StringComparer.CurrentCultureIgnoreCase),
    ];

    /// <summary>Program and arguments for what was chosen: a shell, "label:title", or "custom".</summary>
    public static string[] Resolve(string choice, string custom, IReadOnlyList<ConsoleChoice> labelled) => choice switch
    {
        "custom" => Words(custom),
        ['l', 'a', 'b', 'e', 'l', ':', .. var title] => Words(labelled.FirstOrDefault(entry => entry.Title == title)?.Command ?? ""),
        _ => [choice],
    };

    /// <summary>Splits like a shell does: blanks separate, quotes and backslashes keep together. Nothing is expanded.</summary>
    public static string[] Words(string command)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == '\\' && quote != '\'' && i + 1 < command.Length)
            {
                (word ??= new()).Append(command[++i]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                word ??= new();
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                AddTo(words, ref word);
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        AddTo(words, ref word);
        return [.. words];
    }

    private static void AddTo(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }
}
