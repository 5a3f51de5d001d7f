using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Networks;

/// <summary>Makes a network; the command line beside it shows what would be typed (R46, R47, S87).</summary>
public sealed partial class NetworkCreate
{
    private static readonly string[] UsualDrivers = ["bridge", "ipvlan", "macvlan", "overlay"];
    private readonly NetworkDraft _draft = new();

    [Inject]
    private NetworkActions Actions { get; set; } = null!;

    internal override string Kind => "network";

    internal override Operation Operation => Operation.CreateNetwork;

    private protected override IReadOnlyList<string> Usual => UsualDrivers;

    private protected override string TypedName => _draft.Name;

    private IReadOnlyList<NetworkRow> Existing => View?.Networks ?? [];

    private IEnumerable<string> Configs => Existing.Where(row => row.Driver is "null" && !row.IsPredefined).Select(row => row.Name);

    private string ConfigChoice => _draft.IsConfigOnly ? "only" : _draft.ConfigFrom.Length > 0 ? $"from:{_draft.ConfigFrom}" : "";

    private string DriverHint => _draft.Driver switch
    {
        "bridge" => "A private network on this host.",
        "overlay" => View?.Facts?.Swarm == SwarmRole.Manager ? "Across the nodes of the Swarm." : "Across the nodes of a Swarm; this engine is not a manager of one.",
        "macvlan" => "Containers with addresses and MACs of their own in the host's network.",
        "ipvlan" => "Containers with addresses of their own in the host's network, under the host's MAC.",
        _ => "Of a plugin.",
    };

    private protected override IReadOnlyDictionary<string, string> Faults() => _draft.Faults(Existing);

    private protected override Task<IReadOnlyList<string>> ReadDriversAsync(CancellationToken cancellationToken) => Actions.DriversAsync(Caller, Endpoint, cancellationToken);

    private protected override async Task<(string Name, string Href)> SendAsync(CancellationToken cancellationToken)
    {
        var parameters = _draft.ToParameters();
        if (await Actions.CreateAsync(Caller, Endpoint, parameters, cancellationToken) is { Length: > 0 } warning)
        {
            Toasts.Warn($"The engine warns: {warning}");
        }

        return (parameters.Name, NetworkPaths.Of(Endpoint, parameters.Name));
    }

    private void ChooseConfig(string? choice)
    {
        _draft.IsConfigOnly = choice == "only";
        _draft.ConfigFrom = choice?.StartsWith("from:", StringComparison.Ordinal) == true ? choice[5..] : "";
    }
}
