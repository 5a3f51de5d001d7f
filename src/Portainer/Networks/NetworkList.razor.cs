using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Networks;

/// <summary>All networks of an endpoint, live. The filter, the chips and the order live in the URL.</summary>
public sealed partial class NetworkList
{
    private static readonly (string Id, string Text, Func<NetworkRow, bool> Holds)[] Kinds =
    [
        ("used", "In use", row => row.InUse),
        ("unused", "Unused", row => !row.InUse && !row.IsPredefined),
        ("system", "System", row => row.IsPredefined),
        ("internal", "Internal", row => row.IsInternal),
        ("attachable", "Attachable", row => row.IsAttachable),
        ("ipv6", "IPv6", row => row.IsIPv6),
    ];

    private readonly Dictionary<string, Func<NetworkRow, Task>> _verbs;
    private DataTable<NetworkRow>? _table;
    private IReadOnlyList<ChipItem> _chips = [];
    private bool _hasStacks;

    public NetworkList() => _verbs = new()
    {
        ["d"] = row => RemoveAsync([row]),
        ["i"] = row =>
        {
            Navigation.NavigateTo($"{Href(row)}?tab=inspect");
            return Task.CompletedTask;
        },
    };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Work.Changed += Redraw;
    }

    private protected override void Look()
    {
        base.Look();
        if (View?.Networks is not { } networks)
        {
            return;
        }

        var chosen = Query.Set("kind");
        _hasStacks = networks.Any(row => row.Stack is not null);
        _chips =
        [
            .. Kinds.Select(kind => new ChipItem(kind.Id, kind.Text, networks.Count(kind.Holds)))
                .Where(chip => chip.Count > 0 || chosen.Contains(chip.Id)),
        ];
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        base.Dispose(disposing);
    }

    private static string Search(NetworkRow row) =>
        $"{row.Id} {row.Stack} {string.Join(' ', row.Labels.Select(label => $"{label.Key}={label.Value}"))}";

    private static string Traits(NetworkRow row) => string.Join(", ", new[]
    {
        row.IsInternal ? "internal" : null,
        row.IsAttachable ? "attachable" : null,
        row.IsIngress ? "ingress" : null,
        row.IsIPv6 ? "IPv6" : null,
    }.OfType<string>());

    private bool Allows(Operation operation) => AccessPolicy.Allows(Caller, Endpoint, operation);

    private bool Matches(NetworkRow row)
    {
        var chosen = Query.Set("kind");
        return chosen.Count == 0 || Kinds.Any(kind => chosen.Contains(kind.Id) && kind.Holds(row));
    }

    // Engines before 25 let two networks share a name; only the id tells them apart then.
    private string Href(NetworkRow row) =>
        NetworkPaths.Of(Endpoint, View?.Networks?.Count(other => other.Name == row.Name) > 1 ? row.Id : row.Name);

    private void ClearFilter() => Query.Put(("q", null), ("kind", null));

    private async Task RemoveAsync(IReadOnlyList<NetworkRow> rows)
    {
        if (Allows(Operation.RemoveNetwork) && await Removal.RunAsync(Caller, Endpoint, rows) && rows.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
