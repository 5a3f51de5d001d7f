using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Fleet;

namespace Portainer.Endpoints;

/// <summary>Adding, changing and removing endpoints: for administrators, tried before it is saved, followed by the fleet at once.</summary>
internal sealed class EndpointActions(EndpointStore store, FleetWatch fleet, AccessReader rights)
{
    /// <summary>Long enough for a slow cable, short enough for somebody who waits in front of a form.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Connects once and tells who answers; <paramref name="id"/> is the endpoint whose stored certificates fill what the draft leaves out.</summary>
    /// <exception cref="EndpointSaveException">The address or the certificates cannot be used.</exception>
    /// <exception cref="Engine.DockerConnectionException">Nobody answers there, or not with these certificates.</exception>
    public async Task<EngineFacts> TestAsync(Caller caller, EndpointDraft draft, int? id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var stored = id is { } known ? await store.FindAsync(known, cancellationToken) : null;
        var url = await SavingAsync(() => Task.FromResult(EndpointRules.NormalizeUrl(draft.Url)));
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ProbeTimeout);
        try
        {
            return await EngineProbe.ProbeAsync(url, draft.Tls(stored?.Tls), limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndpointSaveException(nameof(draft.Url), $"{url} accepted the connection but gave no answer within {ProbeTimeout.TotalSeconds:0} s. Check that a Docker engine listens there.");
        }
        catch (Exception fault) when (fault is ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new EndpointSaveException(nameof(draft.Url), $"The connection to {url} could not be prepared: {fault.Message}");
        }
    }

    /// <exception cref="EndpointSaveException">Nothing was saved; the message says why.</exception>
    public async Task<DockerEndpoint> AddAsync(Caller caller, EndpointDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var created = await SavingAsync(() => store.CreateAsync(
            new(draft.Name, draft.Url) { PublicAddress = draft.PublicAddress, Tls = draft.Tls(null), GroupId = draft.GroupId, TagIds = [.. draft.TagIds], IsEnabled = draft.IsEnabled },
            cancellationToken));
        await FollowAsync();
        return created;
    }

    /// <summary>Saves <paramref name="draft"/> over <paramref name="endpoint"/> as it was when the form was opened.</summary>
    /// <exception cref="EndpointSaveException">Nothing was saved; the message says why.</exception>
    public async Task<DockerEndpoint> ChangeAsync(Caller caller, DockerEndpoint endpoint, EndpointDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        var changed = endpoint with
        {
            Name = draft.Name,
            Url = draft.Url,
            PublicAddress = draft.PublicAddress,
            Tls = draft.Tls(endpoint.Tls),
            GroupId = draft.GroupId,
            TagIds = [.. draft.TagIds],
            IsEnabled = draft.IsEnabled,
        };
        var saved = await SavingAsync(() => store.UpdateAsync(changed, cancellationToken));
        await FollowAsync();
        return saved;
    }

    /// <summary>Forgets the endpoint. Nothing on the engine itself is touched.</summary>
    public async Task RemoveAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        await store.DeleteAsync(id, cancellationToken);
        await FollowAsync();
    }

    public async Task<DockerEndpoint> FindAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageEndpoints);
        return await store.FindAsync(id, cancellationToken) ?? throw new EndpointNotFoundException(id);
    }

    /// <summary>Those that are switched off, by name: for whoever could switch them on, none for anybody else.</summary>
    public IReadOnlyList<DockerEndpoint> Disabled(Caller caller) =>
        AccessPolicy.Allows(caller, null, Operation.ManageEndpoints) ? fleet.Disabled : [];

    /// <summary>Ends the back-off of an endpoint that is down. Anybody who may see it may ask for that.</summary>
    public void RetryNow(Caller caller, int id)
    {
        if (AccessPolicy.Allows(caller, id, Operation.ViewEndpoint))
        {
            fleet.Find(id)?.RetryNow();
        }
    }

    // What is stored is followed, also when the person who stored it leaves at that moment.
    private async Task FollowAsync()
    {
        await rights.ReadAgainAsync(CancellationToken.None);
        await fleet.SynchroniseAsync(CancellationToken.None);
    }

    private static async Task<T> SavingAsync<T>(Func<Task<T>> save)
    {
        try
        {
            return await save();
        }
        catch (InvalidEndpointException fault)
        {
            throw new EndpointSaveException(fault.Field, fault.Message);
        }
        catch (DuplicateNameException fault)
        {
            throw new EndpointSaveException(nameof(DockerEndpoint.Name), fault.Message);
        }
        catch (ConcurrencyException fault)
        {
            throw new EndpointSaveException("", fault.Message);
        }
    }
}

/// <summary>An endpoint cannot be saved as drafted.</summary>
internal sealed class EndpointSaveException(string field, string message) : FieldException(message, field);
