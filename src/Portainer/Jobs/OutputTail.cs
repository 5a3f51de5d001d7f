using System.Text;
using System.Text.RegularExpressions;

namespace Portainer.Jobs;

/// <summary>Consecutive lines; a block that has <see cref="OutputTail.BlockLines"/> of them never changes again.</summary>
/// <param name="Number">Of the first line, from 0 at the job's start.</param>
public readonly record struct OutputBlock(int Number, string Text);

/// <summary>
/// The last lines of a job's output, in blocks: what is on screen is drawn again by the block, so a job that writes thousands of lines
/// costs a page only its newest few. Not thread-safe: <see cref="Job"/> locks.
/// </summary>
internal sealed partial class OutputTail
{
    public const int BlockLines = 25;

    /// <summary>Lines kept; older ones are dropped.</summary>
    public const int MostLines = 2000;

    /// <summary>A line is cut here.</summary>
    public const int MostCharacters = 2000;

    private readonly Queue<OutputBlock> _full = new();
    private readonly List<string> _open = [];
    private int _lines;

    /// <summary>Lines that were written but are not kept.</summary>
    public int Dropped { get; private set; }

    public IReadOnlyList<OutputBlock> Blocks =>
        _open.Count == 0 ? [.. _full] : [.. _full, new(_lines - _open.Count, string.Join('\n', _open))];

    public void Add(string line)
    {
        _open.Add(Clean(line));
        _lines++;
        if (_open.Count < BlockLines)
        {
            return;
        }

        _full.Enqueue(new(_lines - BlockLines, string.Join('\n', _open)));
        _open.Clear();
        if (_full.Count > MostLines / BlockLines)
        {
            _full.Dequeue();
            Dropped += BlockLines;
        }
    }

    /// <summary>The end of the output, at most <paramref name="most"/> characters, from the beginning of a line.</summary>
    public string Text(int most)
    {
        var text = new StringBuilder().AppendJoin('\n', Blocks.Select(block => block.Text)).ToString();
        if (text.Length <= most)
        {
            return text;
        }

        var start = text.IndexOf('\n', text.Length - most);
        return text[(start < 0 ? text.Length - most : start + 1)..];
    }

    /// <summary>What a terminal would show: colours gone, and of what was overwritten by carriage returns the last.</summary>
    private static string Clean(string line)
    {
        var shown = line.TrimEnd('\r', '\n');
        shown = shown[(shown.LastIndexOf('\r') + 1)..];
        shown = Escapes().Replace(shown, "");
        return shown.Length > MostCharacters ? $"{shown[..MostCharacters]}…" : shown;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-Z\\-_]|[\x00-\x08\x0b-\x1f\x7f]", RegexOptions.ExplicitCapture)]
    private static partial Regex Escapes();
}
