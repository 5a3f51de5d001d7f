namespace Portainer.Ui.Table;

/// <summary>A row on screen; <see cref="Gone"/> rows keep their place while the order is held.</summary>
public readonly record struct Row<TItem>(string Key, TItem Item, bool Gone);

/// <summary>
/// Filtered and sorted rows. While held (pointer on the rows, a menu open, a selection) known rows stay where they are:
/// vanished ones remain as ghosts and new ones join at the end, so nothing moves under the cursor.
/// </summary>
internal sealed class RowView<TItem>(Func<TItem, string> keyOf)
{
    public IReadOnlyList<Row<TItem>> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public void Update(IReadOnlyList<TItem> items, Func<TItem, bool> filter, IComparer<TItem> order, bool hold)
    {
        Total = items.Count;
        var sorted = items.Where(filter).Order(order).Select(item => new Row<TItem>(keyOf(item), item, false));
        Rows = hold && Rows.Count > 0 ? KeepPlaces(items, sorted) : [.. sorted];
    }

    private List<Row<TItem>> KeepPlaces(IReadOnlyList<TItem> items, IEnumerable<Row<TItem>> sorted)
    {
        var present = new Dictionary<string, TItem>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            present[keyOf(item)] = item;
        }

        var rows = new List<Row<TItem>>(Rows.Count);
        var placed = new HashSet<string>(Rows.Count, StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            placed.Add(row.Key);
            rows.Add(present.TryGetValue(row.Key, out var item) ? new(row.Key, item, false) : row with { Gone = true });
        }

        rows.AddRange(sorted.Where(row => !placed.Contains(row.Key)));
        return rows;
    }
}
