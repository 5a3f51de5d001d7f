using Microsoft.AspNetCore.Components;

namespace Portainer.Ui.Table;

/// <summary>
/// A lean table for long live lists: the page holds only the rows on screen, client/src/table.ts says which those are.
/// Columns are <see cref="DataColumn{TItem}"/> children. Filter and sort come from the page, which keeps them in the URL.
/// </summary>
public sealed partial class DataTable<TItem>
{
    private const int FirstWindow = 60;
    private const int LargestWindow = 400;
    private readonly List<DataColumn<TItem>> _columns = [];
    private readonly Selection _selection = new();
    private readonly RowFilter<TItem> _filter = new();
    private RowView<TItem>? _view;
    private ElementReference _root;
    private ElementReference _menu;
    private int _first;
    private int _count = FirstWindow;
    private int _version;
    private bool _pointerHolds;
    private string? _menuKey;
    private (string Filter, string Sort, object? Facet) _question;

    /// <summary>Name under which the column choice is remembered.</summary>
    [Parameter, EditorRequired] public string TableId { get; set; } = "";

    /// <summary>Null while loading.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TItem>? Items { get; set; }

    /// <summary>Stable and unique: rows keep focus, selection and place by it.</summary>
    [Parameter, EditorRequired] public Func<TItem, string> RowKey { get; set; } = default!;

    /// <summary>"containers", for counts and empty states.</summary>
    [Parameter] public string Plural { get; set; } = "items";

    /// <summary>The columns.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Parameter] public RenderFragment? Toolbar { get; set; }

    /// <summary>The bar that appears with a selection.</summary>
    [Parameter] public RenderFragment<IReadOnlyList<TItem>>? Bulk { get; set; }

    /// <summary>Quick actions at the end of a row.</summary>
    [Parameter] public RenderFragment<TItem>? RowActions { get; set; }

    /// <summary>MenuItems for one row, opened by its "more" button, a right-click or the key m.</summary>
    [Parameter] public RenderFragment<TItem>? RowMenu { get; set; }

    [Parameter] public string? ToolsWidth { get; set; } = "44px";

    [Parameter] public RenderFragment? Empty { get; set; }

    [Parameter] public string EmptyIcon { get; set; } = "info";

    /// <summary>Words that all have to occur in the searched columns.</summary>
    [Parameter] public string Filter { get; set; } = "";

    /// <summary>Text searched besides the columns' (labels, ids).</summary>
    [Parameter] public Func<TItem, string?>? SearchText { get; set; }

    /// <summary>State chips and other facets.</summary>
    [Parameter] public Func<TItem, bool>? Where { get; set; }

    /// <summary>Anything that changes when <see cref="Where"/> means something else: the held order is given up then.</summary>
    [Parameter] public object? Facet { get; set; }

    [Parameter] public EventCallback OnClearFilter { get; set; }

    /// <summary>"name,-cpu"; "" means <see cref="DefaultSort"/>.</summary>
    [Parameter] public string Sort { get; set; } = "";

    [Parameter] public EventCallback<string> SortChanged { get; set; }

    [Parameter] public string DefaultSort { get; set; } = "";

    [Parameter] public bool Selectable { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<TItem>> SelectionChanged { get; set; }

    /// <summary>Where Enter on the row goes.</summary>
    [Parameter] public Func<TItem, string>? RowHref { get; set; }

    /// <summary>Name of a row for screen readers; the key by default.</summary>
    [Parameter] public Func<TItem, string>? RowLabel { get; set; }

    /// <summary>One-key verbs on the focused row: "l" logs, "s" stop. "m" is the menu's.</summary>
    [Parameter] public IReadOnlyDictionary<string, Func<TItem, Task>>? Verbs { get; set; }

    /// <summary>What a cell shows besides its item (a pending action): the row is redrawn when it changes.</summary>
    [Parameter] public Func<TItem, object?>? Stamp { get; set; }

    /// <summary>The rows on screen changed: live columns stream only these.</summary>
    [Parameter] public EventCallback<IReadOnlyList<TItem>> WindowChanged { get; set; }

    /// <summary>The rows the user can act on.</summary>
    public IReadOnlyList<TItem> SelectedItems => [.. ShownRows.Where(row => !row.Gone && _selection.Contains(row.Key)).Select(row => row.Item)];

    internal IReadOnlyList<DataColumn<TItem>> Columns => _columns;

    internal IReadOnlyList<DataColumn<TItem>> Visible { get; private set; } = [];

    internal bool HasTools => RowMenu is not null || RowActions is not null;

    internal SortOrder Order => SortOrder.Parse(Sort.Length > 0 ? Sort : DefaultSort);

    private IReadOnlyList<Row<TItem>> ShownRows => _view?.Rows ?? [];

    private IReadOnlyList<Row<TItem>> WindowRows { get; set; } = [];

    private int Span => Visible.Count + (Selectable ? 1 : 0) + (HasTools ? 1 : 0);

    private string MinWidth => $"{ColumnWidths.Least(Visible.Select(column => column.Width), Selectable, HasTools)}px";

    private string RootClass => $"dt{(Selectable ? "" : " no-select")}{(HasTools ? "" : " no-tools")}{(_selection.Count > 0 ? " selecting" : "")}";

    private string VerbKeys => string.Concat(Verbs?.Keys ?? []) + (RowMenu is null ? "" : "m");

    private bool AllSelected => ShownRows.Count > 0 && ShownRows.All(row => row.Gone || _selection.Contains(row.Key));

    private TItem? MenuItem => _menuKey is null ? default : ShownRows.FirstOrDefault(row => row.Key == _menuKey).Item;

    private bool Held => _pointerHolds || _menuKey is not null || _selection.Count > 0;

    private string Singular => Plural.EndsWith("ies", StringComparison.Ordinal) ? $"{Plural[..^3]}y" : Plural.TrimEnd('s');

    private string CountText => ShownRows.Count == _view?.Total ? $"{ShownRows.Count:#,0} {(ShownRows.Count == 1 ? Singular : Plural)}" : $"{ShownRows.Count:#,0} of {_view?.Total:#,0} {Plural}";

    /// <summary>Forgets the selection, for example after a bulk action.</summary>
    public Task ClearSelectionAsync()
    {
        _selection.Clear();
        Recompute(hold: false);
        return SelectionChanged.InvokeAsync([]);
    }

    internal string LabelOf(Row<TItem> row) => RowLabel?.Invoke(row.Item) ?? row.Key;

    protected override void OnInitialized() => Preferences.Changed += RefreshLook;

    protected override void OnParametersSet()
    {
        var question = (Filter, Sort, Facet);
        var same = question == _question;
        _question = question;
        Recompute(hold: same && Held);
    }
}
