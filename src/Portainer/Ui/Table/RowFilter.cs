using System.Runtime.CompilerServices;
using System.Text;

namespace Portainer.Ui.Table;

/// <summary>
/// What a filter finds: facets first, then words, each of which has to occur somewhere in the row's text. That text is put together once
/// and kept for as long as the row is and somebody filters: rows are records, a changed one is another. About a kilobyte a row.
/// </summary>
internal sealed class RowFilter<TItem>
{
    private ConditionalWeakTable<object, string>? _texts;
    private int _version;

    /// <param name="version">Another one when the columns are others.</param>
    public Func<TItem, bool> Matcher(IReadOnlyList<DataColumn<TItem>> columns, int version, Func<TItem, string?>? more, Func<TItem, bool>? where, string filter)
    {
        var words = filter.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || version != _version)
        {
            (_texts, _version) = (null, version);
        }

        return item => (where is null || where(item)) && (words.Length == 0 || HasAll(TextOf(item, columns, more), words));
    }

    private static bool HasAll(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (!text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private string TextOf(TItem item, IReadOnlyList<DataColumn<TItem>> columns, Func<TItem, string?>? more)
    {
        if (item is null || typeof(TItem).IsValueType)
        {
            return Read(item, columns, more);
        }

        _texts ??= [];
        if (!_texts.TryGetValue(item, out var text))
        {
            _texts.Add(item, text = Read(item, columns, more));
        }

        return text;
    }

    /// <summary>A line for each part: no word of a filter reaches over a line's end.</summary>
    private static string Read(TItem item, IReadOnlyList<DataColumn<TItem>> columns, Func<TItem, string?>? more)
    {
        var text = new StringBuilder();
        foreach (var column in columns)
        {
            if (column.Text?.Invoke(item) is { Length: > 0 } part)
            {
                text.Append(part).Append('\n');
            }
        }

        return text.Append(more?.Invoke(item)).ToString();
    }
}
