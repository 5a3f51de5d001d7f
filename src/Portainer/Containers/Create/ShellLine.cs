using System.Text;
using System.Text.RegularExpressions;

namespace Portainer.Containers.Create;

/// <summary>A pasted command as words. Nothing is expanded: what a shell would have filled in stays as it is written and is told.</summary>
internal sealed partial class ShellLine
{
    private readonly string _text;
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _isInWord;
    private int _at;

    private ShellLine(string text) => _text = text;

    public IReadOnlyList<string> Words => _words;

    /// <summary>What looked like a variable or a command in it, such as $HOME.</summary>
    public SortedSet<string> Expansions { get; } = new(StringComparer.Ordinal);

    /// <summary>What follows the command: a pipe, a second command, a redirection.</summary>
    public string Rest { get; private set; } = "";

    /// <exception cref="DraftException">A quote is not closed.</exception>
    public static ShellLine Read(string text)
    {
        var line = new ShellLine(Continuation().Replace(text.ReplaceLineEndings("\n"), " ").Trim());
        line.Read();
        return line;
    }

    private void Read()
    {
        for (; _at < _text.Length && Rest.Length == 0; _at++)
        {
            Step(_text[_at]);
        }

        Flush();
    }

    private void Step(char letter)
    {
        switch (letter)
        {
            case '\n' when !ContinuesBelow():
                Rest = _text[_at..].Trim();
                break;
            case ' ' or '\t' or '\n':
                Flush();
                break;
            case '#' when !_isInWord:
                _at = EndOf('\n', _text.Length) - 1;
                break;
            case '\'':
                Take(_text[(_at + 1)..(_at = EndOf('\'', -1))]);
                break;
            case '"':
                DoubleQuoted();
                break;
            case '\\' when _at + 1 < _text.Length:
                Take(_text[++_at].ToString());
                break;
            case '$' or '`':
                Expansion();
                break;
            case ';' or '|' or '&' or '>' or '<':
                DropDescriptor();
                Rest = _text[_at..].Trim();
                break;
            default:
                Take(letter.ToString());
                break;
        }
    }

    // Pasted lines without a backslash at their end still belong together when the next one begins with a flag.
    private bool ContinuesBelow() => _words.Count == 0 || _text[_at..].TrimStart() is [] or ['-', ..];

    // In "2>&1" the number belongs to the redirection and not to the command.
    private void DropDescriptor()
    {
        if (_text[_at] == '>' && _word.ToString() is "1" or "2")
        {
            _word.Clear();
            _isInWord = false;
        }
    }

    private void DoubleQuoted()
    {
        Take("");
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && "\"\\$`".Contains(_text[_at + 1], StringComparison.Ordinal))
            {
                Take(_text[++_at].ToString());
            }
            else if (_text[_at] is '$' or '`')
            {
                Expansion();
            }
            else
            {
                Take(_text[_at].ToString());
            }
        }

        if (_at >= _text.Length)
        {
            throw new DraftException(nameof(ContainerDraft.Command), "A double quote is not closed.");
        }
    }

    private void Expansion()
    {
        var match = Expanded().Match(_text, _at);
        if (match.Success && match.Index == _at)
        {
            Expansions.Add(match.Value);
            Take(match.Value);
            _at += match.Length - 1;
            return;
        }

        Take(_text[_at].ToString());
    }

    private int EndOf(char letter, int otherwise)
    {
        var end = _text.IndexOf(letter, _at + 1);
        return end >= 0 ? end : otherwise >= 0 ? otherwise : throw new DraftException(nameof(ContainerDraft.Command), "A single quote is not closed.");
    }

    private void Take(string text)
    {
        _isInWord = true;
        _word.Append(text);
    }

    private void Flush()
    {
        if (_isInWord)
        {
            _words.Add(_word.ToString());
        }

        _word.Clear();
        _isInWord = false;
    }

    // A backslash (sh), a caret (cmd) or a backtick (PowerShell) at the end of a line.
    [GeneratedRegex("[ \\t][\\\\^`][ \\t]*\\n|\\\\\\n")]
    private static partial Regex Continuation();

    [GeneratedRegex("\\$\\([^)]*\\)|\\$\\{[^}]*\\}|\\$[A-Za-z_][A-Za-z0-9_]*|`[^`\\n]+`")]
    private static partial Regex Expanded();
}
