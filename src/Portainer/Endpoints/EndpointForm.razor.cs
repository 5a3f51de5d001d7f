using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Data.Endpoints;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Endpoints;

/// <summary>Adds an endpoint or changes one. The address is tried before it is saved: what cannot be reached is not saved unless asked for (R8, R9, R79).</summary>
public sealed partial class EndpointForm : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Caller _caller = Caller.Anonymous;
    private EndpointDraft? _draft;
    private DockerEndpoint? _stored;
    private IReadOnlyList<string> _sockets = [];
    private EngineFacts? _tested;
    private string? _failure;
    private string? _failedField;
    private string? _refusal;
    private bool _isLocal;
    private bool _isBusy;
    private bool _maySaveAnyway;

    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private EndpointActions Actions { get; set; } = null!;

    [Inject]
    private EngineGate Gate { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool IsNew => Id is null;

    private bool IsFirst => IsNew && Gate.Views(_caller).Count == 0;

    private string Heading => IsFirst ? "Connect your first engine" : IsNew ? "Add endpoint" : _stored?.Name ?? "Endpoint";

    private string SocketHint => _sockets.Count > 0
        ? "Found on this machine. A Podman socket works as well."
        : "No Docker socket was found here. In a container, mount it: -v /var/run/docker.sock:/var/run/docker.sock";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _caller = Authentication is null ? Caller.Anonymous : Caller.From((await Authentication).User);
        _sockets = LocalEngines.Found();
        if (!AccessPolicy.Allows(_caller, null, Operation.ManageEndpoints))
        {
            _refusal = AccessPolicy.Refusal(_caller, Operation.ManageEndpoints);
        }
        else if (Id is { } id)
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
            _stored = await Actions.FindAsync(_caller, id, _leaving.Token);
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

    private void Forget()
    {
        _failure = _failedField = null;
        _tested = null;
        _maySaveAnyway = false;
    }

    private string? Fault(string field) => _failedField == field ? _failure : null;

    private Task TestAsync() => BusyAsync(async () => _tested = await Actions.TestAsync(_caller, _draft!, Id, _leaving.Token));

    private Task ConnectAsync() => BusyAsync(async () =>
    {
        if (_draft!.Name.Trim().Length == 0)
        {
            throw new EndpointSaveException(nameof(EndpointDraft.Name), "Give the endpoint a name.");
        }

        await Actions.TestAsync(_caller, _draft, Id, _leaving.Token);
        await StoreAsync();
    });

    private Task SaveAsync() => BusyAsync(StoreAsync);

    private async Task StoreAsync()
    {
        var saved = _stored is null
            ? await Actions.AddAsync(_caller, _draft!, _leaving.Token)
            : await Actions.ChangeAsync(_caller, _stored, _draft!, _leaving.Token);
        Toasts.Success(_stored is null ? $"Added endpoint {saved.Name}" : $"Saved endpoint {saved.Name}");
        Navigation.NavigateTo($"endpoints/{saved.Id}");
    }

    private async Task BusyAsync(Func<Task> work)
    {
        Forget();
        _isBusy = true;
        try
        {
            await work();
        }
        catch (EndpointSaveException failure)
        {
            (_failure, _failedField) = (failure.Message, failure.Field);
        }
        catch (Exception failure) when (failure is DockerConnectionException or DockerApiException)
        {
            _failure = failure.Message;
            _maySaveAnyway = true;
        }
        catch (TellableException failure)
        {
            _failure = failure.Message;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
        }
        finally
        {
            _isBusy = false;
        }
    }
}
