namespace Portainer.Ui.Table;

/// <summary>Which rows and columns there are to show.</summary>
public sealed partial class DataTable<TItem>
{
    private bool _columnsChanged;

    internal void Add(DataColumn<TItem> column)
    {
        _columns.Add(column);
        ColumnsChanged();
    }

    internal void Remove(DataColumn<TItem> column)
    {
        _columns.Remove(column);
        ColumnsChanged();
    }

    internal Task ToggleColumnAsync(DataColumn<TItem> column)
    {
        var visible = !Visible.Contains(column);
        var choice = Choice().Where(part => part.TrimStart('-') != column.Id);
        if (visible == column.Hidden)
        {
            choice = choice.Append(visible ? column.Id : $"-{column.Id}");
        }

        return Preferences.SetAsync($"cols.{TableId}", string.Join(',', choice));
    }

    // A dozen columns announce themselves one by one, after the first parameters were set: filter and order are complete when the rows are drawn.
    private void Settle()
    {
        if (_columnsChanged)
        {
            Recompute(hold: false);
        }
    }

    private void Recompute(bool hold)
    {
        _columnsChanged = false;
        if (Items is null)
        {
            return;
        }

        _view ??= new RowView<TItem>(item => RowKey(item));
        _view.Update(Items, _filter.Matcher(_columns, _version, SearchText, Where, Filter), new RowComparer<TItem>(_columns, Order), hold);
        if (_selection.Count > 0 && _selection.Prune(ShownRows.Where(row => !row.Gone).Select(row => row.Key)))
        {
            _ = SelectionChanged.InvokeAsync(SelectedItems);
        }

        CutWindow();
    }

    private void CutWindow()
    {
        _first = Math.Clamp(_first, 0, Math.Max(0, ShownRows.Count - _count));
        WindowRows = [.. ShownRows.Skip(_first).Take(_count)];
    }

    private void ColumnsChanged()
    {
        ChooseColumns();
        _columnsChanged = true;
    }

    private void RefreshLook()
    {
        ChooseColumns();
        _ = InvokeAsync(StateHasChanged);
    }

    private void ChooseColumns()
    {
        Visible = [.. _columns.Where(IsVisible)];
        _version++;
    }

    private string[] Choice() => (Preferences[$"cols.{TableId}"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private bool IsVisible(DataColumn<TItem> column)
    {
        var choice = Choice();
        return !column.Hideable || (column.Hidden ? choice.Contains(column.Id) : !choice.Contains($"-{column.Id}"));
    }
}
