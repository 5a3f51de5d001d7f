using System.Net;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Networks;

/// <summary>Everything inspect knows of one network, read again whenever the live picture says that it or a container in it changed (R48, S88).</summary>
public sealed partial class NetworkPage
{
    private NetworkResponse? _network;
    private string? _failure;
    private string _failureTitle = "";
    private object? _read;
    private (int Endpoint, string Name) _shown;

    /// <summary>Name or id, from the route.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private NetworkActions Actions { get; set; } = null!;

    [Inject]
    private NetworkRemoval Removal { get; set; } = null!;

    [Inject]
    private RowWork Work { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private NetworkRow? Row => View?.Networks?.FirstOrDefault(row => row.Name == Name) ?? View?.Networks?.FirstOrDefault(row => row.Id == Name);

    /// <summary>Whether containers reach each other; null where the driver has no such switch.</summary>
    private bool? Icc => _network is { Driver: "bridge" }
        ? !_network.Options.TryGetValue("com.docker.network.bridge.enable_icc", out var icc) || icc != "false"
        : null;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Work.Changed += Redraw;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (MayAskEngine && _shown != (Endpoint, Name))
        {
            _shown = (Endpoint, Name);
            _network = null;
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        base.Dispose(disposing);
    }

    private protected override void Look()
    {
        base.Look();
        if (_network is not null && !Equals(Now(), _read) && View?.Connection.State == ConnectionState.Up)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    // The network itself, and who is in it and runs: addresses come and go with both.
    private string Now() => Row is not { } row
        ? "gone"
        : $"{row.Id} {string.Join(' ', View!.Containers.Where(container => container.Networks.Contains(row.Name)).Select(container => $"{container.Id}:{container.Name}:{container.IsRunning}:{container.Address}"))}";

    private async Task LoadAsync()
    {
        _read = Now();
        try
        {
            var network = await Actions.InspectAsync(Caller, Endpoint, Name, Leaving);
            (_network, _failure) = (network, null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DockerConnectionException) when (_network is not null)
        {
            // The banner tells it already; what was read stays on screen.
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            var isGone = failure is DockerApiException { StatusCode: HttpStatusCode.NotFound };
            _failureTitle = failure is AccessDeniedException ? "No permission" : isGone ? "No such network" : "The network could not be read";
            _failure = isGone ? $"{Name} is not on {View?.Name} (any more). It may have been removed." : failure.Message;
        }

        StateHasChanged();
    }

    private async Task RemoveAsync()
    {
        if (Row is { } row && await Removal.RunAsync(Caller, Endpoint, [row]) && !Work.Failures.ContainsKey(row.Id))
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/networks");
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
