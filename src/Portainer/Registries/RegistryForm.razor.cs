using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Data.Registries;
using Portainer.Ui;

namespace Portainer.Registries;

/// <summary>Adds a registry account or changes one. A stored password is never shown again; the connection is tried on request, because engines may reach what this console cannot.</summary>
public sealed partial class RegistryForm : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Caller _caller = Caller.Anonymous;
    private RegistryDraft? _draft;
    private Registry? _stored;
    private string? _unreadable;
    private string? _tested;
    private string? _failure;
    private string? _failedField;
    private string? _refusal;
    private string _refusalTitle = "No permission";
    private bool _isBusy;

    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private RegistryActions Actions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool IsNew => Id is null;

    private string PasswordHint => _stored is { HasSecret: true } ? "Stored. Type only to replace it."
        : _draft!.IsHub ? "Kept encrypted. An access token is better than the password: it can be taken back by itself."
        : "Kept encrypted and never shown again.";

    private string TransportHint => _draft!.Transport switch
    {
        RegistryTransportMode.Tls => "The certificate has to carry the host's name and be signed by an authority the system knows, or by the one given here.",
        RegistryTransportMode.Unverified => "Encrypted, but whoever stands in between can pretend to be the registry and read the password.",
        _ => "Everything, the password too, can be read on the way. Only for networks you fully trust.",
    };

    // This console is only one who asks; the engines have settings of their own, and their errors are cryptic.
    private string EngineHint => _draft!.Transport == RegistryTransportMode.Tls
        ? $"With a CA of its own, each engine that pulls from it needs the certificate as well: /etc/docker/certs.d/{HostText}/ca.crt (no restart needed)."
        : $"This only tells this console. Each engine that pulls from it needs \"insecure-registries\": [\"{HostText}\"] in its daemon.json and a restart.";

    private string HostText => _draft!.Url.Trim() is { Length: > 0 } url ? url.Replace("https://", "", StringComparison.OrdinalIgnoreCase).Replace("http://", "", StringComparison.OrdinalIgnoreCase).Split('/')[0] : "HOST:PORT";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _caller = Authentication is null ? Caller.Anonymous : Caller.From((await Authentication).User);
        if (!AccessPolicy.Allows(_caller, null, Operation.ManageRegistries))
        {
            _refusal = AccessPolicy.Refusal(_caller, Operation.ManageRegistries);
        }
        else if (Id is { } id)
        {
            await LoadAsync(id);
        }
        else
        {
            _draft = new();
        }
    }

    private async Task LoadAsync(int id)
    {
        try
        {
            _stored = await Actions.FindAsync(_caller, id, _leaving.Token);
            _unreadable = await Actions.UnreadableCauseAsync(_caller, id, _leaving.Token);
            _draft = RegistryDraft.From(_stored);
        }
        catch (TellableException failure)
        {
            (_refusal, _refusalTitle) = (failure.Message, "No such registry");
        }
    }

    private void ChooseHub()
    {
        _draft!.Kind = RegistryKind.DockerHub;
        _draft.Name = _draft.Name.Length == 0 ? "Docker Hub" : _draft.Name;
        Forget();
    }

    private void ChooseOther()
    {
        if (_draft!.IsHub)
        {
            _draft.Kind = RegistryKind.Custom;
            _draft.Url = _draft.Url == RegistryRules.DockerHub ? "" : _draft.Url;
        }

        Forget();
    }

    private void Forget() => _failure = _failedField = _tested = null;

    private string? Fault(string field) => _failedField == field ? _failure : null;

    private Task TestAsync() => BusyAsync(async () => _tested = await Actions.TestAsync(_caller, _draft!, _stored, _leaving.Token));

    private Task SaveAsync() => BusyAsync(async () =>
    {
        var saved = _stored is null
            ? await Actions.CreateAsync(_caller, _draft!, _leaving.Token)
            : await Actions.UpdateAsync(_caller, _stored, _draft!, _leaving.Token);
        Toasts.Success(_stored is null ? $"Added registry {saved.Name}" : $"Saved registry {saved.Name}");
        Navigation.NavigateTo("registries");
    });

    private async Task BusyAsync(Func<Task> work)
    {
        Forget();
        _isBusy = true;
        try
        {
            await work();
        }
        catch (RegistryAccountException failure)
        {
            (_failure, _failedField) = (failure.Message, failure.Field);
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
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
