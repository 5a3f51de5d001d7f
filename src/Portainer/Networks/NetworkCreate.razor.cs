using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Networks;

/// <summary>Makes a network; the command line beside it shows what would be typed (R46, R47, S87).</summary>
public sealed partial class NetworkCreate
{
    private static readonly string[] Usual = ["bridge", "ipvlan", "macvlan", "overlay"];
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
    private readonly NetworkDraft _draft = new();
    private IReadOnlyList<string>? _drivers;
    private string? _failure;
    private bool _isBusy;
    private bool _wasSent;

    [Inject]
    private NetworkActions Actions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private IReadOnlyList<NetworkRow> Existing => View?.Networks ?? [];

    private IReadOnlyList<string> Drivers => _drivers ?? Usual;

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

    /// <summary>Faults speak once something was sent; before that an empty form would be all red.</summary>
    private IReadOnlyDictionary<string, string> Shown => _wasSent ? _draft.Faults(Existing) : None;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (MayAskEngine && AccessPolicy.Allows(Caller, Endpoint, Operation.CreateNetwork))
        {
            await ReadDriversAsync();
        }
    }

    private string? Fault(string field) => Shown.GetValueOrDefault(field) ?? Typed(field);

    // A name with a forbidden character is told while it is typed, a missing one only after sending.
    private string? Typed(string field) =>
        field == "name" && _draft.Name.Trim().Length > 0 ? _draft.Faults(Existing).GetValueOrDefault(field) : null;

    private string? IsWrong(string field) => Fault(field) is null ? null : "true";

    private void Touch(string? field) => _failure = null;

    private void ChooseConfig(string? choice)
    {
        _draft.IsConfigOnly = choice == "only";
        _draft.ConfigFrom = choice?.StartsWith("from:", StringComparison.Ordinal) == true ? choice[5..] : "";
    }

    private async Task ReadDriversAsync()
    {
        try
        {
            var drivers = await Actions.DriversAsync(Caller, Endpoint, Leaving);
            _drivers = drivers.Count > 0 ? drivers : null;
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is OperationCanceledException)
        {
            // The usual ones are offered; creating tells what is wrong with the engine.
        }
    }

    private async Task CreateAsync()
    {
        (_wasSent, _failure) = (true, null);
        if (_draft.Faults(Existing).Count > 0)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var parameters = _draft.ToParameters();
            if (await Actions.CreateAsync(Caller, Endpoint, parameters, Leaving) is { Length: > 0 } warning)
            {
                Toasts.Warn($"The engine warns: {warning}");
            }

            Toasts.Success($"Created network {parameters.Name}");
            Navigation.NavigateTo(NetworkPaths.Of(Endpoint, parameters.Name));
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failure = failure.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
