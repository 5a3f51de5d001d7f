using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Registries;

/// <summary>Adding, changing, removing and trying registry accounts. Passwords go in and never come out.</summary>
internal sealed class RegistryActions(RegistryStore store, TimeProvider time)
{
    /// <summary>An account was added, changed or removed.</summary>
    public ChangeSignal Changes { get; } = new(time);

    /// <summary>By name, without passwords.</summary>
    public async Task<IReadOnlyList<Registry>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        return await store.ListAsync(cancellationToken);
    }

    /// <exception cref="RegistryNotFoundException">It is not there any more.</exception>
    public async Task<Registry> FindAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        return await store.FindAsync(id, cancellationToken) ?? throw new RegistryNotFoundException(id);
    }

    /// <summary>Why the stored password cannot be decrypted, or null.</summary>
    public async Task<string?> UnreadableCauseAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        return (await store.SecretAsync(id, cancellationToken)).UnreadableCause;
    }

    /// <exception cref="RegistryAccountException">Nothing was saved; the message says why.</exception>
    public Task<Registry> CreateAsync(Caller caller, RegistryDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        return ChangingAsync(() => store.CreateAsync(draft.Wanted(null), cancellationToken));
    }

    /// <summary>Saves the draft over the registry as it was when the form was opened.</summary>
    /// <exception cref="RegistryAccountException">Nothing was saved; the message says why.</exception>
    public Task<Registry> UpdateAsync(Caller caller, Registry read, RegistryDraft draft, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        return ChangingAsync(() => store.UpdateAsync(read, draft.Wanted(read), cancellationToken));
    }

    /// <summary>Forgets the account. Nothing in the registry itself is touched.</summary>
    public async Task DeleteAsync(Caller caller, int id, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        await store.DeleteAsync(id, cancellationToken);
        Changes.Notify();
    }

    /// <summary>Knocks at the registry as drafted, with the stored password where none was typed; how it went, as a sentence.</summary>
    /// <exception cref="RegistryException">It cannot be used, or not by this account.</exception>
    /// <exception cref="RegistryAccountException">The draft cannot be tried.</exception>
    public async Task<string> TestAsync(Caller caller, RegistryDraft draft, Registry? stored, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        var wanted = await SavingAsync(() => Task.FromResult(draft.Wanted(stored)));
        var password = wanted.Secret ?? (stored is null || wanted.UserName.Length == 0 ? null : await StoredAsync(stored.Id, cancellationToken));
        if (wanted.UserName.Length > 0 && password is null)
        {
            throw new RegistryAccountException("An account needs its password or an access token.", nameof(RegistryDraft.Password));
        }

        using var client = Client(wanted, password);
        var isTested = await client.PingAsync(cancellationToken);
        var host = wanted.Url.Split('/')[0];
        return (wanted.UserName.Length > 0, isTested) switch
        {
            (true, true) => $"{host} answered and accepts {wanted.UserName}.",
            (true, false) => $"{host} answered and lets anybody in: whether it would accept {wanted.UserName} was not asked.",
            _ => $"{host} answered and can be used without an account.",
        };
    }

    private static RegistryClient Client(NewRegistry registry, string? password)
    {
        try
        {
            return new(new(registry.Url.Split('/')[0])
            {
                UserName = registry.UserName,
                Password = password,
                CaPem = registry.CaPem,
                SkipVerify = registry.SkipVerify,
                PlainHttp = registry.PlainHttp,
            });
        }
        catch (ArgumentException fault)
        {
            throw new RegistryAccountException(fault.Message, nameof(RegistryDraft.CaPem));
        }
    }

    private async Task<string?> StoredAsync(int id, CancellationToken cancellationToken)
    {
        var secret = await store.SecretAsync(id, cancellationToken);
        return secret.UnreadableCause is { } cause ? throw new RegistryAccountException(cause, nameof(RegistryDraft.Password)) : secret.Clear;
    }

    private async Task<Registry> ChangingAsync(Func<Task<Registry>> save)
    {
        var saved = await SavingAsync(save);
        Changes.Notify();
        return saved;
    }

    private static async Task<T> SavingAsync<T>(Func<Task<T>> save)
    {
        try
        {
            return await save();
        }
        catch (InvalidRegistryException fault)
        {
            throw new RegistryAccountException(fault.Message, fault.Field == nameof(NewRegistry.Secret) ? nameof(RegistryDraft.Password) : fault.Field);
        }
        catch (DuplicateNameException fault)
        {
            throw new RegistryAccountException(fault.Message, nameof(RegistryDraft.Name));
        }
        catch (ConcurrencyException fault)
        {
            throw new RegistryAccountException(fault.Message);
        }
    }
}
