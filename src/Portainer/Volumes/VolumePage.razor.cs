using System.Net;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Volumes;

/// <summary>Everything inspect knows of one volume and who mounts it, read again whenever the live picture says that one of these changed (R50).</summary>
public sealed partial class VolumePage
{
    private VolumeResponse? _volume;
    private IReadOnlyList<VolumeUse> _uses = [];
    private string? _failure;
    private string _failureTitle = "";
    private string? _read;
    private bool _isMeasuring;
    private (int Endpoint, string Name) _shown;

    /// <summary>From the route.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private VolumeActions Actions { get; set; } = null!;

    [Inject]
    private VolumeRemoval Removal { get; set; } = null!;

    [Inject]
    private VolumeSizes Sizes { get; set; } = null!;

    [Inject]
    private RowWork Work { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private VolumeRow? Row => View?.Volumes?.FirstOrDefault(row => row.Name == Name);

    private bool IsInspect => Query["tab"] == "inspect";

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
            _volume = null;
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
        if (_volume is not null && Now() != _read && View?.Connection.State == ConnectionState.Up)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    // A CIFS password stands in clear in the options; Inspect shows it to those who look for it.
    private static KeyValuePair<string, string> Masked(KeyValuePair<string, string> option) =>
        option.Key == "o" ? new(option.Key, string.Join(',', option.Value.Split(',').Select(part => part.StartsWith("password=", StringComparison.Ordinal) ? $"password={VolumeDraft.Mask}" : part))) : option;

    private string Now() => $"{Row?.Name} {Row?.Created} {string.Join(' ', View!.Containers.Where(row => row.Volumes.Contains(Name)).Select(row => $"{row.Id}:{row.Name}:{row.State}"))}";

    private async Task LoadAsync()
    {
        _read = Now();
        try
        {
            var volume = await Actions.InspectAsync(Caller, Endpoint, Name, Leaving);
            _uses = await Actions.UsesAsync(Caller, Endpoint, Name, Leaving);
            (_volume, _failure) = (volume, null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DockerConnectionException) when (_volume is not null)
        {
            // The banner tells it already; what was read stays on screen.
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            var isGone = failure is DockerApiException { StatusCode: HttpStatusCode.NotFound };
            _failureTitle = failure is AccessDeniedException ? "No permission" : isGone ? "No such volume" : "The volume could not be read";
            _failure = isGone ? $"{Name} is not on {View?.Name} (any more). It may have been removed." : failure.Message;
            _volume = isGone ? null : _volume;
        }

        StateHasChanged();
    }

    private async Task RemoveAsync()
    {
        if (Row is { } row && await Removal.RunAsync(Caller, Endpoint, [row]) && !Work.Failures.ContainsKey(Name))
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/volumes");
        }
    }

    private async Task MeasureAsync()
    {
        _isMeasuring = true;
        try
        {
            await Sizes.MeasureAsync(Caller, Endpoint, Leaving);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Toasts.Error(failure.Message);
        }
        finally
        {
            _isMeasuring = false;
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
