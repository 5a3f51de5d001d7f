using Microsoft.JSInterop;

namespace Portainer.Ui.Table;

/// <summary>What the user and client/src/table.ts do to the table.</summary>
public sealed partial class DataTable<TItem>
{
    private DotNetObjectReference<DataTable<TItem>>? _self;
    private bool _isGone;
    private IJSObjectReference? _handle;
    private bool _openMenu;

    /// <summary>The browser shows other rows now.</summary>
    [JSInvokable]
    public Task SetWindow(int first, int count)
    {
        _count = Math.Clamp(count, 1, LargestWindow);
        _first = first;
        CutWindow();
        StateHasChanged();
        return TellWindowAsync();
    }

    /// <summary>The pointer rests on the rows: keep their places.</summary>
    [JSInvokable]
    public void Hold(bool on)
    {
        if (_pointerHolds == on)
        {
            return;
        }

        _pointerHolds = on;
        if (!Held)
        {
            Recompute(hold: false);
            StateHasChanged();
        }
    }

    /// <summary>A key on the focused row: one of the verbs, "m" for the menu, " " to select, "Escape" to clear.</summary>
    [JSInvokable]
    public async Task Press(string key, string rowKey, bool shift)
    {
        switch (key)
        {
            case " ":
                await ToggleAsync(rowKey, shift);
                break;
            case "Escape":
                await ClearSelectionAsync();
                break;
            case "m" when RowMenu is not null:
                await OpenMenuAsync(rowKey);
                break;
            default:
                await RunVerbAsync(key, rowKey);
                break;
        }

        StateHasChanged();
    }

    [JSInvokable]
    public void MenuClosed()
    {
        _menuKey = null;
        if (!Held)
        {
            Recompute(hold: false);
        }

        StateHasChanged();
    }

    internal Task OpenMenuAsync(string rowKey)
    {
        _menuKey = rowKey;
        _openMenu = true;
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal Task ToggleAsync(string rowKey, bool range)
    {
        if (!Selectable)
        {
            return Task.CompletedTask;
        }

        if (range)
        {
            _selection.ToggleRange([.. ShownRows.Select(row => row.Key)], rowKey);
        }
        else
        {
            _selection.Toggle(rowKey);
        }

        return TellSelectionAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync();
        }

        if (_openMenu && _handle is not null)
        {
            _openMenu = false;
            await _handle.InvokeVoidAsync("openMenu", _menu, _menuKey);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        Preferences.Changed -= RefreshLook;
        _self?.Dispose();
        if (_handle is not null)
        {
            await DetachAsync(_handle);
        }
    }

    // The browser answers when it likes: by then the page may have been left, and its element with it.
    private async Task AttachAsync()
    {
        try
        {
            var module = await Script.InvokeAsync<IJSObjectReference>("import", "./lib/table.js");
            if (_isGone)
            {
                return;
            }

            _self = DotNetObjectReference.Create(this);
            var handle = await module.InvokeAsync<IJSObjectReference>("attach", _root, _self);
            if (_isGone)
            {
                await DetachAsync(handle);
                return;
            }

            _handle = handle;
            await TellWindowAsync();
        }
        catch (Exception failure) when (_isGone && failure is JSException or ObjectDisposedException or JSDisconnectedException)
        {
            // Nobody is left to tell.
        }
    }

    private static async Task DetachAsync(IJSObjectReference handle)
    {
        try
        {
            await handle.InvokeVoidAsync("detach");
            await handle.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
        }
    }

    private Task ToggleAllAsync()
    {
        if (AllSelected)
        {
            _selection.Clear();
        }
        else
        {
            _selection.SelectAll(ShownRows.Where(row => !row.Gone).Select(row => row.Key));
        }

        return TellSelectionAsync();
    }

    private Task SortByAsync(DataColumn<TItem> column, bool additive) =>
        SortChanged.InvokeAsync(Order.Toggle(column.Id, additive, column.DescendingFirst).ToString());

    private Task RunVerbAsync(string key, string rowKey)
    {
        var row = ShownRows.FirstOrDefault(row => row.Key == rowKey && !row.Gone);
        return row.Key is not null && Verbs?.GetValueOrDefault(key) is { } verb ? verb(row.Item) : Task.CompletedTask;
    }

    private Task TellSelectionAsync()
    {
        if (!Held)
        {
            Recompute(hold: false);
        }

        StateHasChanged();
        return SelectionChanged.InvokeAsync(SelectedItems);
    }

    private Task TellWindowAsync() => WindowChanged.HasDelegate
        ? WindowChanged.InvokeAsync([.. WindowRows.Where(row => !row.Gone).Select(row => row.Item)])
        : Task.CompletedTask;

    private SortKey? PlaceOf(DataColumn<TItem> column) => Order.Keys.FirstOrDefault(key => key.Column == column.Id);

    private int RankOf(DataColumn<TItem> column) => Order.Keys.TakeWhile(key => key.Column != column.Id).Count();

    private string? AriaSort(DataColumn<TItem> column) => PlaceOf(column) switch
    {
        null => null,
        { Descending: true } => "descending",
        _ => "ascending",
    };
}
