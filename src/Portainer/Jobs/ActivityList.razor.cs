using Microsoft.AspNetCore.Components;
using Portainer.Data.Jobs;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Jobs;

/// <summary>Everything that took a while, running or ended: one's own, or everybody's for administrators.</summary>
public sealed partial class ActivityList
{
    private static readonly (string Id, string Text, JobState State)[] States =
    [
        ("running", "Running", JobState.Running),
        ("done", "Done", JobState.Succeeded),
        ("failed", "Failed", JobState.Failed),
        ("cancelled", "Cancelled", JobState.Cancelled),
        ("interrupted", "Interrupted", JobState.Interrupted),
    ];

    private readonly Dictionary<string, Func<JobRow, Task>> _verbs;
    private DataTable<JobRow>? _table;
    private IReadOnlyList<JobRow>? _rows;
    private IReadOnlyList<ChipItem> _states = [];
    private IReadOnlyList<ChipItem> _kinds = [];

    public ActivityList() => _verbs = new() { ["d"] = row => row.IsRunning ? CancelAsync([row]) : Task.CompletedTask };

    [Inject]
    private QueryState Query { get; set; } = null!;

    [Inject]
    private EngineNames Engines { get; set; } = null!;

    [Inject]
    private Confirmations Confirmations { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private protected override Task LookAsync()
    {
        _rows = [.. Runner.List(Caller).Select(job => JobRow.From(job, Engines.Name(Caller, job.Plan.EndpointId)))];
        _states = Chosen("state", States.Select(state => new ChipItem(state.Id, state.Text, _rows.Count(row => row.State == state.State))));
        _kinds = Chosen("kind", _rows.GroupBy(row => row.Kind).OrderBy(group => group.Key).Select(group => new ChipItem(group.Key.ToLowerInvariant(), group.Key, group.Count())));
        return Task.CompletedTask;
    }

    private List<ChipItem> Chosen(string name, IEnumerable<ChipItem> chips) => [.. chips.Where(chip => chip.Count > 0 || Query.Set(name).Contains(chip.Id))];

    private static string Href(JobRow row) => $"activity/{row.Id}";

    private bool Matches(JobRow row)
    {
        var (states, kinds) = (Query.Set("state"), Query.Set("kind"));
        return (states.Count == 0 || States.Any(state => states.Contains(state.Id) && state.State == row.State))
            && (kinds.Count == 0 || kinds.Contains(row.Kind.ToLowerInvariant()));
    }

    private void ClearFilter() => Query.Put(("q", null), ("state", null), ("kind", null));

    private async Task CancelAsync(IReadOnlyList<JobRow> rows)
    {
        foreach (var row in rows.Where(row => row.IsRunning))
        {
            if (Runner.Find(Caller, row.Id) is { } job)
            {
                await JobCancel.RunAsync(Runner, Caller, job, Confirmations, Toasts);
            }
        }

        if (rows.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }

        await LookAsync();
    }
}
