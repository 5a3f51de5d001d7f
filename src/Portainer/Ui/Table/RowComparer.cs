namespace Portainer.Ui.Table;

/// <summary>Compares by the sort keys in turn; unknown columns are passed over.</summary>
internal sealed class RowComparer<TItem>(IReadOnlyList<DataColumn<TItem>> columns, SortOrder order) : IComparer<TItem>
{
    private readonly (DataColumn<TItem> Column, int Sign)[] _keys =
    [
        .. from key in order.Keys
           let column = columns.FirstOrDefault(column => column.Id == key.Column)
           where column is not null && column.CanSort
           select (column, key.Descending ? -1 : 1),
    ];

    public int Compare(TItem? x, TItem? y)
    {
        foreach (var (column, sign) in _keys)
        {
            var difference = column.Compare(x!, y!);
            if (difference != 0)
            {
                return sign * difference;
            }
        }

        return 0;
    }
}
