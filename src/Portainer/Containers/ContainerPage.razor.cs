using System.Net;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers;

/// <summary>Everything inspect knows of one container, read again whenever the live picture says that it changed.</summary>
public sealed partial class ContainerPage
{
    private ContainerInspectResponse? _container;
    private string? _failure;
    private string _failureTitle = "";
    private object? _read;
    private (int Endpoint, string Name) _shown;

    /// <summary>Name or id, from the route. Names outlive a recreation.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ContainerRow? Row => View?.FindContainer(Name);

    protected override async Task OnParametersSetAsync()
    {
        if (MayAskEngine && _shown != (Endpoint, Name))
        {
            _shown = (Endpoint, Name);
            _container = null;
            await LoadAsync();
        }
    }

    private protected override void Look()
    {
        base.Look();
        var now = (object?)Row ?? "gone";
        if (_container is not null && !Equals(now, _read) && View?.Connection.State == ConnectionState.Up)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    private async Task LoadAsync()
    {
        _read = (object?)Row ?? "gone";
        try
        {
            var container = await Actions.InspectAsync(Caller, Endpoint, Name, Leaving);
            (_container, _failure) = (container, null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DockerConnectionException) when (_container is not null)
        {
            // The banner tells it already; what was read stays on screen.
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failureTitle = failure is AccessDeniedException ? "No permission" : IsGone(failure) ? "No such container" : "The container could not be read";
            _failure = IsGone(failure) ? $"{Name} is not on {View?.Name} (any more). It may have been removed or renamed." : failure.Message;
        }

        StateHasChanged();
    }

    private static bool IsGone(Exception failure) => failure is ContainerNotFoundException or DockerApiException { StatusCode: HttpStatusCode.NotFound };

    private Task RenamedAsync(string name)
    {
        Navigation.NavigateTo($"endpoints/{Endpoint}/containers/{Uri.EscapeDataString(name)}", new NavigationOptions { ReplaceHistoryEntry = true });
        return Task.CompletedTask;
    }
}
