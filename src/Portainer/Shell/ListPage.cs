using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Shell;

/// <summary>A live list of one kind of object: the filter, the chips and the order live in the URL, verbs act on one row or on many.</summary>
public abstract class ListPage<TRow> : WorkPage
{
    [Inject]
    private QueryState QueryService { get; set; } = null!;

    [Inject]
    private NavigationManager NavigationService { get; set; } = null!;

    private protected QueryState Query => QueryService;

    private protected NavigationManager Navigation => NavigationService;

    private protected DataTable<TRow>? Table { get; set; }

    /// <summary>As of the last <see cref="Look"/>.</summary>
    private protected IReadOnlyList<ChipItem> Chips { get; private set; } = [];

    /// <summary>What the list can be narrowed to.</summary>
    private protected abstract Facets<TRow> Facets { get; }

    /// <summary>All of them; null before the engine was read for the first time.</summary>
    private protected abstract IReadOnlyList<TRow>? All { get; }

    private protected override void Look()
    {
        base.Look();
        Chips = All is { } rows ? Facets.Chips(rows, Query) : Chips;
    }

    private protected bool Matches(TRow row) => Facets.Match(row, Query);

    private protected void ClearFilter() => Query.Put(("q", null), (Facets.Name, null));

    private protected Task Go(string href)
    {
        Navigation.NavigateTo(href);
        return Task.CompletedTask;
    }

    /// <summary>Does something to the chosen rows, if it is allowed here; a selection that was dealt with is given up.</summary>
    /// <param name="act">False when nothing was tried.</param>
    private protected async Task ActAsync(Operation operation, IReadOnlyList<TRow> rows, Func<Task<bool>> act)
    {
        if (Allows(operation) && await act() && rows.Count > 1 && Table is not null)
        {
            await Table.ClearSelectionAsync();
        }
    }
}
