namespace Portainer.Host.Prune;

public enum PruneKind
{
    Containers,
    Images,
    Networks,
    Volumes,
    Build,
}

/// <summary>What a person asks to be cleared away.</summary>
/// <param name="All">Also what may still be wanted: images with a tag, volumes with a name, cache that builds would use again.</param>
/// <param name="OlderThan">Nothing made more recently than this.</param>
public sealed record PruneChoice(PruneKind Kind, bool All, TimeSpan OlderThan);

/// <summary>One thing that would go.</summary>
/// <param name="Key">What the engine is asked to remove: an id, for volumes the name.</param>
/// <param name="Bytes">What that frees; null when it was not measured.</param>
/// <param name="Why">Why nobody needs it.</param>
public sealed record PruneItem(PruneKind Kind, string Key, string Name, long? Bytes, DateTimeOffset? Created, string Why)
{
    /// <summary>Of an image: each is removed by itself, because the engine does not remove an image of several tags by its id.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
