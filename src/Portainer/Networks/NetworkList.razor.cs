using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui.Table;

namespace Portainer.Networks;

/// <summary>All networks of an endpoint, live.</summary>
public sealed partial class NetworkList
{
    private static readonly Facets<NetworkRow> Kinds = new(
        "kind",
        new("used", "In use", row => row.InUse),
        new("unused", "Unused", row => !row.InUse && !row.IsPredefined),
        new("system", "System", row => row.IsPredefined),
        new("internal", "Internal", row => row.IsInternal),
        new("attachable", "Attachable", row => row.IsAttachable),
        new("ipv6", "IPv6", row => row.IsIPv6));

    private readonly Dictionary<string, Func<NetworkRow, Task>> _verbs;

    public NetworkList() => _verbs = new()
    {
        ["d"] = row => RemoveAsync([row]),
        ["i"] = row => Go($"{Href(row)}?tab=inspect"),
    };

    private protected override Facets<NetworkRow> Facets => Kinds;

    private protected override IReadOnlyList<NetworkRow>? All => View?.Networks;

    private bool HasStacks => All?.Any(row => row.Stack is not null) == true;

    private static string Search(NetworkRow row) =>
        $"{row.Id} {row.Stack} {string.Join(' ', row.Labels.Select(label => $"{label.Key}={label.Value}"))}";

    private static string Traits(NetworkRow row) => string.Join(", ", new[]
    {
        row.IsInternal ? "internal" : null,
        row.IsAttachable ? "attachable" : null,
        row.IsIngress ? "ingress" : null,
        row.IsIPv6 ? "IPv6" : null,
    }.OfType<string>());

    // The engine's own are everybody's.
    private string OwnerOf(NetworkRow row) => row.IsPredefined ? "public" : Ownership.Word(Owned.Network(Endpoint, View?.Facts, row));

    // Engines before 25 let two networks share a name; only the id tells them apart then.
    private string Href(NetworkRow row) =>
        NetworkPaths.Of(Endpoint, View?.Networks?.Count(other => other.Name == row.Name) > 1 ? row.Id : row.Name);

    private Task RemoveAsync(IReadOnlyList<NetworkRow> rows) =>
        ActAsync(Operation.RemoveNetwork, rows, () => Removal.RunAsync(Caller, Endpoint, rows));
}
