namespace Portainer.Ui.Table;

/// <summary>Facets first, then words: each has to occur somewhere in the row's texts.</summary>
internal sealed class RowFilter<TItem>(IReadOnlyList<DataColumn<TItem>> columns, Func<TItem, string?>? more, Func<TItem, bool>? where, string filter)
{
    private readonly string[] _words = filter.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Matches(TItem item)
    {
        if (where is not null && !where(item))
        {
            return false;
        }

        foreach (var word in _words)
        {
            if (!Occurs(item, word))
            {
                return false;
            }
        }

        return true;
    }

    private bool Occurs(TItem item, string word)
    {
        foreach (var column in columns)
        {
            if (column.Text?.Invoke(item)?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return more?.Invoke(item)?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }
}
