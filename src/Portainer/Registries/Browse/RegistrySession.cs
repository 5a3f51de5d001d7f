using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Portainer.Access;
using Portainer.Data.Registries;
using Portainer.Engine;

namespace Portainer.Registries.Browse;

/// <summary>One registry as one caller may use it. Lives as long as the page that opened it; what has a digest never changes and is read once.</summary>
public sealed class RegistrySession(Caller caller, Registry registry, RegistryClient client, IReadOnlyList<string> usedOnEngines) : IDisposable
{
    private readonly TagReader _reader = new(client);
    private readonly ConcurrentDictionary<(string Repository, string Digest), TagFacts> _facts = new();

    public Registry Registry => registry;

    /// <summary>Docker Hub lists no repositories, and counts every manifest it gives out as a pull.</summary>
    public bool IsHub => registry.Host == RegistryRules.DockerHub;

    public bool MayChange => AccessPolicy.Allows(caller, null, Operation.ManageRegistries);

    /// <summary>Repositories of this registry whose images are on the caller's engines.</summary>
    public IReadOnlyList<string> UsedOnEngines => [.. usedOnEngines.Where(Covers)];

    /// <summary>As docker pull takes it: "registry:5000/team/web:1".</summary>
    public string ImageName(string repository, string reference) =>
        $"{(IsHub ? FamiliarHubName(repository) : $"{registry.Host}/{repository}")}{(reference.Contains(':', StringComparison.Ordinal) ? '@' : ':')}{reference}";

    /// <summary>Takes the registry's own address off a typed name, and the tag; Docker Hub's official images live under library.</summary>
    public string RepositoryOf(string typed)
    {
        var text = typed.Trim().TrimEnd('/');
        text = text.StartsWith($"{registry.Host}/", StringComparison.Ordinal) ? text[(registry.Host.Length + 1)..] : text;
        return ImageReference.TryParse($"{registry.Host}/{text}", out var reference) ? reference.Path : text;
    }

    /// <summary>As they arrive, page by page; only those below the registry's path, where it has one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> RepositoriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        await foreach (var page in client.ListRepositoriesAsync(cancellationToken: cancellationToken))
        {
            yield return [.. page.Where(Covers)];
        }
    }

    public IAsyncEnumerable<IReadOnlyList<string>> TagsAsync(string repository, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        return client.ListTagsAsync(repository, cancellationToken: cancellationToken);
    }

    /// <summary>What a tag points to; no registry counts it as a pull.</summary>
    public Task<RegistryDescriptor> DescriptorAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        return client.GetDescriptorAsync(repository, tag, cancellationToken);
    }

    /// <summary>The manifests that an index is made of, attestations too.</summary>
    public async Task<IReadOnlyList<RegistryDescriptor>> PartsAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        return (await client.GetManifestAsync(repository, digest, cancellationToken)).Manifests;
    }

    /// <summary>What a row of the list shows of a tag.</summary>
    public async Task<TagFacts> FactsAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        var digest = (await DescriptorAsync(repository, tag, cancellationToken)).Digest;
        if (IsHub)
        {
            return new(digest);
        }

        if (!_facts.TryGetValue((repository, digest), out var facts))
        {
            facts = await _reader.FactsAsync(repository, digest, cancellationToken);
            _facts[(repository, digest)] = facts;
        }

        return facts;
    }

    /// <summary>Everything about a tag, for every platform.</summary>
    public Task<TagImage> ImageAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.UseRegistries);
        return _reader.ImageAsync(repository, tag, cancellationToken);
    }

    /// <summary>Deletes the manifest and with it every tag that points to it; that it is gone already is no failure.</summary>
    public async Task DeleteAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        try
        {
            await client.DeleteManifestAsync(repository, digest, cancellationToken);
        }
        catch (RegistryException gone) when (gone.Failure == RegistryFailure.NotFound)
        {
            // With another of its tags, or by somebody else: it is what was wanted.
        }
    }

    /// <summary>Gives what <paramref name="tag"/> points to a further tag; one that exists is moved.</summary>
    public async Task RetagAsync(string repository, string tag, string newTag, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageRegistries);
        await client.TagManifestAsync(await client.GetManifestAsync(repository, tag, cancellationToken), newTag, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private bool Covers(string repository)
    {
        var name = $"{registry.Host}/{repository}";
        return name.StartsWith(registry.Url, StringComparison.Ordinal) && (name.Length == registry.Url.Length || name[registry.Url.Length] == '/');
    }

    private static string FamiliarHubName(string repository) =>
        ImageReference.TryParse($"{ImageReference.DockerHub}/{repository}", out var reference) ? reference.FamiliarName : repository;
}
