using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Shell;

/// <summary>A list of things we store ourselves; filter and order live in the URL, and rows show what is done to them.</summary>
public abstract class StoredList<TRow> : StoredPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    [Inject]
    private AccessReader Rights { get; set; } = null!;

    [Inject]
    private RowWork Work { get; set; } = null!;

    [Inject]
    private RowRemoval Removal { get; set; } = null!;

    [Inject]
    private QueryState QueryService { get; set; } = null!;

    private protected QueryState Query => QueryService;

    private protected DataTable<TRow>? Table { get; set; }

    /// <summary>Null before the first read.</summary>
    private protected IReadOnlyList<TRow>? Rows { get; set; }

    protected override void OnInitialized() => Work.Changed += ShowWork;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= ShowWork;
        base.Dispose(disposing);
    }

    private protected string? WorkOn(RowTarget target) => Work.Working.GetValueOrDefault(target.Key);

    private protected string? FailureOf(RowTarget target) => Work.Failures.GetValueOrDefault(target.Key);

    private protected object StampOf(RowTarget target) => Work.StampOf(target.Key);

    private protected void ClearFilter() => Query.Put(("q", null));

    /// <summary>See <see cref="RowRemoval.RunAsync"/>; a selection that was dealt with is given up.</summary>
    private protected async Task RemoveAsync(string plural, string sentence, IReadOnlyList<RowTarget> targets, Func<RowTarget, CancellationToken, Task> remove)
    {
        if (!await Removal.RunAsync(plural, sentence, targets, remove))
        {
            return;
        }

        await LoadAsync();
        if (targets.Count > 1 && Table is not null)
        {
            await Table.ClearSelectionAsync();
        }
    }

    // What somebody else changes meanwhile.
    private async Task FollowAsync()
    {
        try
        {
            await foreach (var _ in Rights.Changes.ReadAsync(Pace, Leaving))
            {
                await InvokeAsync(LoadAsync);
            }
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left, perhaps between the change and its drawing.
        }
    }

    private void ShowWork() => _ = InvokeAsync(StateHasChanged);
}
