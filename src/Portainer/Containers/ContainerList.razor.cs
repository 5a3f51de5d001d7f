using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Containers;

/// <summary>All containers of an endpoint, live: filter, chips and order live in the URL; verbs act on one row or on many.</summary>
public sealed partial class ContainerList
{
    private static readonly (string Id, string Text, Func<ContainerRow, bool> Holds)[] States =
    [
        ("running", "Running", row => row.State == RunState.Running),
        ("exited", "Stopped", row => row.State == RunState.Exited),
        ("unhealthy", "Unhealthy", row => row.Health == HealthState.Unhealthy),
        ("healthy", "Healthy", row => row.Health == HealthState.Healthy),
        ("restarting", "Restarting", row => row.State == RunState.Restarting),
        ("paused", "Paused", row => row.State == RunState.Paused),
        ("created", "Created", row => row.State == RunState.Created),
        ("dead", "Dead", row => row.State is RunState.Dead or RunState.Removing),
    ];

    private readonly Dictionary<string, Func<ContainerRow, Task>> _verbs;
    private DataTable<ContainerRow>? _table;
    private IReadOnlyList<ChipItem> _chips = [];

    public ContainerList() => _verbs = new()
    {
        ["l"] = row => Go(row, "/logs"),
        ["t"] = row => Go(row, "/stats"),
        ["e"] = row => Go(row, "/console"),
        ["s"] = row => RunAsync(row.IsRunning ? ContainerVerb.Stop : ContainerVerb.Start, [row]),
        ["r"] = row => RunAsync(ContainerVerb.Restart, [row]),
        ["d"] = row => RunAsync(ContainerVerb.Remove, [row]),
    };

    private IEnumerable<ContainerVerb> Allowed => ContainerVerb.All.Where(verb => Allows(verb.Operation));

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Work.Changed += Redraw;
    }

    private protected override void Look()
    {
        base.Look();
        if (View is null)
        {
            return;
        }

        var chosen = Query.Set("state");
        _chips =
        [
            .. States.Select(state => new ChipItem(state.Id, state.Text, View.Containers.Count(state.Holds)))
                .Where(chip => chip.Count > 0 || chosen.Contains(chip.Id)),
        ];
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        base.Dispose(disposing);
    }

    private bool Allows(Operation operation) => AccessPolicy.Allows(Caller, Endpoint, operation);

    private bool Matches(ContainerRow row)
    {
        // Asked for every row at every keystroke.
        if (Query["state"].Length == 0)
        {
            return true;
        }

        var chosen = Query.Set("state");
        return States.Any(state => chosen.Contains(state.Id) && state.Holds(row));
    }

    private string Href(ContainerRow row) => $"endpoints/{Endpoint}/containers/{Uri.EscapeDataString(row.Name)}";

    private string FormHref(string use, ContainerRow row) => $"endpoints/{Endpoint}/containers/new?{use}={Uri.EscapeDataString(row.Name)}";

    /// <summary>Found by label and network too, though they have no column of their own.</summary>
    private static string Search(ContainerRow row) =>
        $"{row.Id} {string.Join(' ', row.Labels.Select(label => $"{label.Key}={label.Value}"))} {string.Join(' ', row.Networks)}";

    /// <summary>Sorting by state puts trouble first.</summary>
    private static int Severity(ContainerRow row) => row.State switch
    {
        RunState.Dead => 0,
        _ when row.Health == HealthState.Unhealthy => 1,
        RunState.Restarting => 2,
        RunState.Removing => 3,
        RunState.Paused => 4,
        RunState.Running => row.Health == HealthState.Starting ? 5 : 6,
        RunState.Created => 7,
        _ => row.ExitCode == 0 ? 9 : 8,
    };

    private object? StampOf(ContainerRow row) => (Work.StampOf(row.Id), View is null ? null : Updates.Of(View, row));

    private void ClearFilter() => Query.Put(("q", null), ("state", null));

    private Task Go(ContainerRow row, string view)
    {
        Navigation.NavigateTo(Href(row) + view);
        return Task.CompletedTask;
    }

    private async Task RunAsync(ContainerVerb verb, IReadOnlyList<ContainerRow> rows)
    {
        ContainerRow[] fitting = [.. rows.Where(verb.Applies)];
        if (Allows(verb.Operation) && await Runner.RunAsync(Caller, Endpoint, verb, fitting) && rows.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
