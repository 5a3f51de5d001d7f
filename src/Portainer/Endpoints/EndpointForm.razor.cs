using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Data.Endpoints;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Endpoints;

/// <summary>Adds an endpoint or changes one. The address is tried before it is saved: what cannot be reached is not saved unless asked for (R8, R9, R79).</summary>
public sealed partial class EndpointForm
{
    private EndpointDraft? _draft;
    private DockerEndpoint? _stored;
    private IReadOnlyList<string> _sockets = [];
    private IReadOnlyList<EndpointGroup> _groups = [];
    private EngineFacts? _tested;
    private string? _refusal;
    private bool _isLocal;
    private bool _maySaveAnyway;

    [Inject]
    private EndpointActions Actions { get; set; } = null!;

    [Inject]
    private GroupActions Groups { get; set; } = null!;

    [Inject]
    private EngineGate Gate { get; set; } = null!;

    private bool IsFirst => IsNew && Gate.Views(Caller).Count == 0;

    private string Heading => IsFirst ? "Connect your first engine" : IsNew ? "Add endpoint" : _stored?.Name ?? "Endpoint";

    private string SocketHint => _sockets.Count > 0
        ? "Found on this machine. A Podman socket works as well."
        : "No Docker socket was found here. In a container, mount it: -v /var/run/docker.sock:/var/run/docker.sock";

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _sockets = LocalEngines.Found();
        if (!AccessPolicy.Allows(Caller, null, Operation.ManageEndpoints))
        {
            _refusal = AccessPolicy.Refusal(Caller, Operation.ManageEndpoints);
            return;
        }

        // The first endpoint is connected without a thought for groups.
        if (!IsFirst)
        {
            await BusyAsync(async () => _groups = await Groups.GroupsAsync(Caller, Leaving));
        }

        if (Id is { } id)
        {
            await LoadAsync(id);
        }
        else if (_sockets.Count > 0 && IsFirst)
        {
            ChooseLocal();
        }
        else
        {
            ChooseRemote();
        }
    }

    private async Task LoadAsync(int id)
    {
        try
        {
            _stored = await Actions.FindAsync(Caller, id, Leaving);
            _draft = EndpointDraft.From(_stored);
            _isLocal = !_stored.Url.StartsWith("tcp:", StringComparison.Ordinal);
        }
        catch (TellableException failure)
        {
            _refusal = failure.Message;
        }
    }

    private void ChooseLocal()
    {
        _isLocal = true;
        _draft = new() { Name = "local", Url = _sockets.Count > 0 ? _sockets[0] : LocalEngines.Default };
        Forget();
    }

    private void ChooseRemote()
    {
        _isLocal = false;
        _draft = new() { TlsMode = TlsMode.Mutual };
        Forget();
    }

    private protected override void Forget()
    {
        base.Forget();
        _tested = null;
        _maySaveAnyway = false;
    }

    private protected override void Failed(Exception failure) => _maySaveAnyway = failure is DockerConnectionException or DockerApiException;

    private Task TestAsync() => BusyAsync(async () => _tested = await Actions.TestAsync(Caller, _draft!, Id, Leaving));

    private Task ConnectAsync() => BusyAsync(async () =>
    {
        if (_draft!.Name.Trim().Length == 0)
        {
            throw new EndpointSaveException(nameof(EndpointDraft.Name), "Give the endpoint a name.");
        }

        if (_draft.IsEnabled)
        {
            await Actions.TestAsync(Caller, _draft, Id, Leaving);
        }

        await StoreAsync();
    });

    private Task SaveAsync() => BusyAsync(StoreAsync);

    private async Task StoreAsync()
    {
        var saved = _stored is null
            ? await Actions.AddAsync(Caller, _draft!, Leaving)
            : await Actions.ChangeAsync(Caller, _stored, _draft!, Leaving);
        Toasts.Success(_stored is null ? $"Added endpoint {saved.Name}" : $"Saved endpoint {saved.Name}");
        Navigation.NavigateTo(saved.IsEnabled ? $"endpoints/{saved.Id}" : "endpoints");
    }
}
