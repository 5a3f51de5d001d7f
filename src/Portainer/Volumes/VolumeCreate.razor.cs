using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Volumes;

/// <summary>Makes a volume; the command line beside it shows what would be typed (R49).</summary>
public sealed partial class VolumeCreate
{
    private static readonly string[] Usual = ["local"];
    private static readonly string[] LocalOptions = ["type", "device", "o"];
    private readonly VolumeDraft _draft = new();
    private IReadOnlyList<string>? _drivers;
    private string? _failure;
    private bool _isBusy;
    private bool _wasSent;

    [Inject]
    private VolumeActions Actions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private IReadOnlyList<VolumeRow> Existing => View?.Volumes ?? [];

    private IReadOnlyList<string> Drivers => _drivers ?? Usual;

    private string KindHint => _draft.Kind switch
    {
        VolumeKind.Nfs or VolumeKind.Cifs => "The engine mounts it when a container starts that has the volume: a wrong address is only told then.",
        VolumeKind.Folder => "The folder has to exist on the host.",
        VolumeKind.Tmpfs => "Gone when the last container that has it stops.",
        _ => "The usual choice.",
    };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (MayAskEngine && AccessPolicy.Allows(Caller, Endpoint, Operation.CreateVolume))
        {
            await ReadDriversAsync();
        }
    }

    // A wrong name is told while it is typed, what is missing only after sending.
    private string? Fault(string field) => _wasSent || field == "name" ? _draft.Faults(Existing).GetValueOrDefault(field) : null;

    private void Touch() => _failure = null;

    private async Task ReadDriversAsync()
    {
        try
        {
            var drivers = await Actions.DriversAsync(Caller, Endpoint, Leaving);
            _drivers = drivers.Count > 0 ? drivers : null;
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is OperationCanceledException)
        {
            // "local" is offered; creating tells what is wrong with the engine.
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
            var name = await Actions.CreateAsync(Caller, Endpoint, _draft.ToParameters(), Leaving);
            Toasts.Success($"Created volume {name}");
            Navigation.NavigateTo(VolumePaths.Of(Endpoint, name));
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
