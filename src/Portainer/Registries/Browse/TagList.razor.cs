using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Ui.Table;

namespace Portainer.Registries.Browse;

/// <summary>Tags of a repository (S59): names at once, what has to be asked for one by one as it comes on screen.</summary>
public sealed partial class TagList
{
    private readonly Dictionary<string, Func<TagRow, Task>> _verbs;
    private DataTable<TagRow>? _table;
    private LazyRows<TagRow>? _rows;
    private string? _pulled;
    private string? _retagged;
    private bool _isSeeking;

    public TagList() => _verbs = new()
    {
        ["p"] = row => Doing(() => Pull(row.Name)),
        ["t"] = row => Doing(() => Retag(row.Name)),
        ["d"] = row => DeleteAsync([row]),
    };

    /// <summary>The repository, from the route.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private EngineGate Gate { get; set; } = null!;

    [Inject]
    private TagDeletion Deletion { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private protected override string Subject => $"{Id}/{Name}";

    private IReadOnlyList<TagRow>? Rows => _rows?.Rows;

    private IReadOnlySet<string> Names => _rows?.Rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal) ?? [];

    private bool MayChange => Session?.MayChange == true;

    private bool MayPull => Gate.Views(Caller).Any(view => AccessPolicy.Allows(Caller, view.Id, Operation.PullImage));

    private string? Progress => _isSeeking ? "Looking for tags of the same image…"
        : _rows is { } rows && SortsByFacts && rows.ReadCount < rows.Rows.Count ? $"Reading {rows.ReadCount:#,0} of {rows.Rows.Count:#,0} tags…"
        : null;

    private bool SortsByFacts => SortOrder.Parse(Query["sort"]).Keys.Any(key => key.Column != "name");

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Work.Changed += Redraw;
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        _rows?.Dispose();
        base.Dispose(disposing);
    }

    private protected override async Task ReadAsync(RegistrySession session)
    {
        var rows = new LazyRows<TagRow>(
            tag => new(tag),
            async (tag, token) => new(tag, await session.FactsAsync(Name, tag, token)),
            (tag, failure) => new(tag, null, failure),
            Time);
        try
        {
            await foreach (var page in session.TagsAsync(Name, Leaving))
            {
                rows.Add(page);
            }
        }
        catch
        {
            rows.Dispose();
            throw;
        }

        // The old list stays on screen until the new one is whole.
        _rows?.Dispose();
        _rows = rows;
        _ = FollowAsync(rows.Changes, Leaving);
        foreach (var row in rows.Rows.Take(FirstRows(SortsByFacts)))
        {
            rows.Want(row.Name);
        }

        StateHasChanged();
    }

    // Rows that stay in the table across a new list do not come on screen again.
    private static int FirstRows(bool sortsByFacts) => sortsByFacts ? int.MaxValue : 200;

    private Task RelistAsync() => Session is { } session ? TryAsync(() => ReadAsync(session)) : Task.CompletedTask;

    // Row keys are shared by all lists of a circuit.
    private string KeyOf(string tag) => $"tag-{Id}-{Name}:{tag}";

    private void SortBy(string sort)
    {
        Query.Put("sort", sort);
        if (SortsByFacts)
        {
            _rows?.WantAll();
        }
    }

    private void Pull(string tag) => _pulled = MayPull ? tag : null;

    private void Retag(string tag) => _retagged = MayChange ? tag : null;

    private Task DeleteAsync(string tag) => DeleteAsync([new TagRow(tag)]);

    private async Task DeleteAsync(IReadOnlyList<TagRow> chosen)
    {
        if (Session is not { MayChange: true } session || _rows is not { } rows || _isSeeking)
        {
            return;
        }

        _isSeeking = true;
        StateHasChanged();
        var plan = await Deletion.PlanAsync(session, Name, [.. chosen.Select(row => row.Name)], [.. rows.Rows.Select(row => row.Name)], Leaving);
        _isSeeking = false;
        StateHasChanged();
        if (plan is null || !await Deletion.RunAsync(session, plan, KeyOf) || Leaving.IsCancellationRequested)
        {
            return;
        }

        if (plan.Tags.Any(tag => tag.Name == Query["tag"]))
        {
            Query.Put(("tag", null), ("view", null));
        }

        if (chosen.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }

        await RelistAsync();
    }

    private Task Doing(Action act)
    {
        act();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
