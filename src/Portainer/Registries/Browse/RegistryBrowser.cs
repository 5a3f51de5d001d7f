using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Registries;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Jobs;

namespace Portainer.Registries.Browse;

/// <summary>Opens registries for reading, and has engines pull what was found there.</summary>
internal sealed class RegistryBrowser(RegistryStore store, RegistryAccess access, EngineGate gate, JobRunner jobs)
{
    /// <summary>A connection to one registry with its stored account; nothing is asked of the registry yet. Dispose it.</summary>
    /// <exception cref="RegistryNotFoundException">No such registry (any more).</exception>
    /// <exception cref="RegistryAccountException">Its password cannot be decrypted, or its CA cannot be read.</exception>
    public async Task<RegistrySession> OpenAsync(Caller caller, int registryId, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        try
        {
            var registry = await store.FindAsync(registryId, cancellationToken) ?? throw new RegistryNotFoundException(registryId);
            var secret = await store.SecretAsync(registryId, cancellationToken);
            return secret.UnreadableCause is { } cause
                ? throw new RegistryAccountException($"The registry {registry.Name} cannot be opened. {cause}")
                : new(caller, registry, new(Options(registry, secret.Clear)), UsedOnEngines(caller, registry));
        }
        catch (ArgumentException fault)
        {
            throw new RegistryAccountException($"The registry cannot be opened: {fault.Message} Edit the registry.");
        }
        catch (StorageException fault)
        {
            throw new RegistryAccountException(fault.Message);
        }
    }

    /// <summary><c>docker pull</c> on an endpoint with this registry's account, as a job.</summary>
    /// <param name="image">With the registry's address, and a tag or digest.</param>
    /// <param name="platform">Null: the engine's own.</param>
    public async Task<Job> PullAsync(Caller caller, int registryId, int endpointId, string image, string? platform, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        var endpoint = (await gate.OpenAsync(caller, endpointId, Operation.PullImage, cancellationToken)).Endpoint.Name;
        var plan = new JobPlan("pull", $"Pull {image}") { EndpointId = endpointId };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            progress.Status($"Asking {endpoint} to pull");
            var session = await gate.OpenAsync(caller, endpointId, Operation.PullImage, token);
            var account = await access.ForAsync(image, registryId, token);
            await progress.FollowAsync(session.Client.Images.CreateImageAsync(new() { FromImage = image, Platform = platform }, account, token), token);
            progress.Link(ObjectPath.Image(endpointId, image));
            return $"{image} is on {session.Endpoint.Name}.";
        });
    }

    private static RegistryClientOptions Options(Registry registry, string? password) => new(registry.Host)
    {
        UserName = registry.UserName,
        Password = password,
        CaPem = registry.CaPem,
        SkipVerify = registry.SkipVerify,
        PlainHttp = registry.PlainHttp,
    };

    // What can be offered where a registry lists nothing: the repositories whose images are on the caller's engines.
    private string[] UsedOnEngines(Caller caller, Registry registry) =>
    [
        .. gate.Views(caller)
            .Where(view => AccessPolicy.Allows(caller, view.Id, Operation.ListImages))
            .SelectMany(view => view.Images ?? [])
            .SelectMany(image => image.Tags.Concat(image.Digests))
            .Select(name => ImageReference.TryParse(name, out var reference) && reference.Domain == registry.Host ? reference.Path : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
