using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Data.Registries;

namespace Portainer.Registries;

/// <summary>Adds a registry account or changes one. A stored password is never shown again; the connection is tried on request, because engines may reach what this console cannot.</summary>
public sealed partial class RegistryForm
{
    private RegistryDraft? _draft;
    private Registry? _stored;
    private string? _unreadable;
    private string? _tested;
    private string? _refusal;
    private string _refusalTitle = "No permission";

    [Inject]
    private RegistryActions Actions { get; set; } = null!;

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

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!AccessPolicy.Allows(Caller, null, Operation.ManageRegistries))
        {
            _refusal = AccessPolicy.Refusal(Caller, Operation.ManageRegistries);
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
            _stored = await Actions.FindAsync(Caller, id, Leaving);
            _unreadable = await Actions.UnreadableCauseAsync(Caller, id, Leaving);
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

    private protected override void Forget()
    {
        base.Forget();
        _tested = null;
    }

    private Task TestAsync() => BusyAsync(async () => _tested = await Actions.TestAsync(Caller, _draft!, _stored, Leaving));

    private Task SaveAsync() => BusyAsync(async () =>
    {
        var saved = _stored is null
            ? await Actions.CreateAsync(Caller, _draft!, Leaving)
            : await Actions.UpdateAsync(Caller, _stored, _draft!, Leaving);
        Toasts.Success(_stored is null ? $"Added registry {saved.Name}" : $"Saved registry {saved.Name}");
        Navigation.NavigateTo("registries");
    });
}
