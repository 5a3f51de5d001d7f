using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui.Table;

namespace Portainer.Containers;

/// <summary>All containers of an endpoint, live.</summary>
public sealed partial class ContainerList
{
    private static readonly Facets<ContainerRow> States = new(
        "state",
        new("running", "Running", row => row.State == RunState.Running),
        new("exited", "Stopped", row => row.State == RunState.Exited),
        new("unhealthy", "Unhealthy", row => row.Health == HealthState.Unhealthy),
        new("healthy", "Healthy", row => row.Health == HealthState.Healthy),
        new("restarting", "Restarting", row => row.State == RunState.Restarting),
        new("paused", "Paused", row => row.State == RunState.Paused),
        new("created", "Created", row => row.State == RunState.Created),
        new("dead", "Dead", row => row.State is RunState.Dead or RunState.Removing));

    private readonly Dictionary<string, Func<ContainerRow, Task>> _verbs;

    public ContainerList() => _verbs = new()
    {
        ["l"] = row => Go(ContainerPaths.Below(Endpoint, row.Name, "logs")),
        ["t"] = row => Go(ContainerPaths.Below(Endpoint, row.Name, "stats")),
        ["e"] = row => Go(ContainerPaths.Below(Endpoint, row.Name, "console")),
        ["s"] = row => RunAsync(row.IsRunning ? ContainerVerb.Stop : ContainerVerb.Start, [row]),
        ["r"] = row => RunAsync(ContainerVerb.Restart, [row]),
        ["d"] = row => RunAsync(ContainerVerb.Remove, [row]),
    };

    private IEnumerable<ContainerVerb> Allowed => ContainerVerb.All.Where(verb => Allows(verb.Operation));

    private protected override Facets<ContainerRow> Facets => States;

    private protected override IReadOnlyList<ContainerRow>? All => View?.Containers;

    private string Href(ContainerRow row) => ContainerPaths.Of(Endpoint, row.Name);

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

    private object? StampOf(ContainerRow row) => (WorkStamp(row.Id), OwnerOf(row), View is null ? null : Updates.Of(View, row));

    private string OwnerOf(ContainerRow row) => Ownership.Word(Owned.Container(Endpoint, row));

    private Task RunAsync(ContainerVerb verb, IReadOnlyList<ContainerRow> rows) =>
        ActAsync(verb.Operation, rows, () => Runner.RunAsync(Caller, Endpoint, verb, [.. rows.Where(verb.Applies)]));
}
