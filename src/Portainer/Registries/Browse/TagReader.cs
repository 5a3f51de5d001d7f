using Portainer.Engine;

namespace Portainer.Registries.Browse;

/// <summary>Puts together what manifests, indexes and configs say of a tag.</summary>
internal sealed class TagReader(RegistryClient client)
{
    /// <summary>No image has more platforms; an index that lists more is read so far.</summary>
    private const int MostVariants = 32;

    /// <summary>One request for the manifest, one for each platform's, one for a config.</summary>
    public async Task<TagFacts> FactsAsync(string repository, string reference, CancellationToken cancellationToken)
    {
        var image = await ReadAsync(repository, reference, allConfigs: false, cancellationToken);
        return new(image.Manifest.Digest)
        {
            Size = image.Size,
            Created = image.Variants.Select(variant => variant.Config?.Created).Max(),
            Platforms = image.Platforms,
        };
    }

    public Task<TagImage> ImageAsync(string repository, string reference, CancellationToken cancellationToken) =>
        ReadAsync(repository, reference, allConfigs: true, cancellationToken);

    private async Task<TagImage> ReadAsync(string repository, string reference, bool allConfigs, CancellationToken cancellationToken)
    {
        var manifest = await client.GetManifestAsync(repository, reference, cancellationToken);
        if (!manifest.IsIndex)
        {
            return new(manifest, [await VariantAsync(manifest, null, withConfig: true, cancellationToken)]);
        }

        var variants = new List<TagVariant>();
        foreach (var entry in manifest.Manifests.Where(entry => !entry.IsAttestation).Take(MostVariants))
        {
            var child = await client.GetManifestAsync(repository, entry.Digest, cancellationToken);
            variants.Add(await VariantAsync(child, entry.Platform, allConfigs || variants.Count == 0, cancellationToken));
        }

        return new(manifest, variants);
    }

    private async Task<TagVariant> VariantAsync(RegistryManifest manifest, string? platform, bool withConfig, CancellationToken cancellationToken)
    {
        if (manifest.Config is not { } config || !RegistryMediaTypes.IsImageConfig(config.MediaType))
        {
            return new(platform ?? WhatIs(manifest), manifest, null);
        }

        var read = withConfig ? await client.GetConfigAsync(manifest.Repository, config.Digest, cancellationToken) : null;
        return new(platform ?? read?.Platform ?? "", manifest, read);
    }

    private static string WhatIs(RegistryManifest manifest) =>
        manifest.ArtifactType ?? manifest.Config?.MediaType ?? "schema 1";
}
