using Portainer.Engine;

namespace Portainer.Registries.Browse;

/// <summary>What a list shows of a tag.</summary>
/// <param name="Digest">Of the manifest or the index it points to.</param>
public sealed record TagFacts(string Digest)
{
    /// <summary>Bytes as stored and transferred (compressed); for several platforms all of them, layers they share counted once. Null: not known.</summary>
    public long? Size { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>"linux/amd64, linux/arm64", or what it is if it is no image.</summary>
    public string Platforms { get; init; } = "";
}

/// <summary>One tag in the list.</summary>
/// <param name="Facts">Null until it was on screen.</param>
/// <param name="Failure">Why it could not be read.</param>
public sealed record TagRow(string Name, TagFacts? Facts = null, string? Failure = null)
{
    /// <summary>Twelve digits.</summary>
    public string ShortDigest => Facts is null ? "" : Digests.Short(Facts.Digest);
}

/// <summary>One repository in the list.</summary>
/// <param name="Tags">How many; null until it was on screen.</param>
public sealed record RepositoryRow(string Name, int? Tags = null, string? Failure = null);

internal static class Digests
{
    public static string Short(string digest) => digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..] is { Length: > 12 } digits ? digits[..12] : digest;
}

/// <summary>All of what a tag points to.</summary>
public sealed record TagImage(RegistryManifest Manifest, IReadOnlyList<TagVariant> Variants)
{
    /// <summary>See <see cref="TagFacts.Size"/>.</summary>
    public long? Size => Variants.Count == 0 || Variants.All(variant => variant.Manifest.Config is null)
        ? null
        : Variants.SelectMany(variant => variant.Manifest.Layers.Append(variant.Manifest.Config)).OfType<RegistryDescriptor>()
            .DistinctBy(blob => blob.Digest).Sum(blob => blob.Size);

    public string Platforms => string.Join(", ", Variants.Select(variant => variant.Platform).Where(platform => platform.Length > 0));
}

/// <summary>The image for one platform.</summary>
/// <param name="Config">Null when it is no image (a chart, a signature), or was not asked for.</param>
public sealed record TagVariant(string Platform, RegistryManifest Manifest, RegistryImageConfig? Config);
