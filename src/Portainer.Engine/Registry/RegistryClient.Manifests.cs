using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Portainer.Engine;

/// <summary>Manifests and configs of images: reading, deleting, naming.</summary>
public sealed partial class RegistryClient
{
    // The registry's own limit for manifests; configs with a long history come close to 1 MB.
    private const int MostManifestBytes = 4 * 1024 * 1024;

    /// <summary>The manifest behind a tag or digest (GET /v2/NAME/manifests/REFERENCE): schema 2, OCI, or an index of either. Hosted registries may count it as a pull.</summary>
    /// <exception cref="RegistryException">No such tag, or no right to read it; or the registry cannot be used.</exception>
    public async Task<RegistryManifest> GetManifestAsync(string repository, string reference, CancellationToken cancellationToken = default)
    {
        var request = ManifestRequest(HttpMethod.Get, repository, reference, RegistryScope.Pull(repository), "read");
        using var response = await AskAsync(request, cancellationToken);
        var raw = await ReadAsync(request, response, MostManifestBytes, cancellationToken);
        var digest = DigestOf(response) ?? Digest(raw);
        return Parse(request, () => RegistryJson.Manifest(repository, digest, response.Content.Headers.ContentType?.MediaType, raw));
    }

    /// <summary>Only what a tag points to, not what that says (HEAD): cheap, and no pull.</summary>
    /// <exception cref="RegistryException">No such tag, or no right to read it; or the registry cannot be used.</exception>
    public async Task<RegistryDescriptor> GetDescriptorAsync(string repository, string reference, CancellationToken cancellationToken = default)
    {
        var request = ManifestRequest(HttpMethod.Head, repository, reference, RegistryScope.Pull(repository), "read");
        using var response = await AskAsync(request, cancellationToken);
        if (DigestOf(response) is { } digest)
        {
            return new(response.Content.Headers.ContentType?.MediaType ?? "", digest, response.Content.Headers.ContentLength ?? 0);
        }

        var manifest = await GetManifestAsync(repository, reference, cancellationToken);
        return new(manifest.MediaType, manifest.Digest, manifest.Raw.Length);
    }

    /// <summary>The config of an image (GET /v2/NAME/blobs/DIGEST). What does not have the digest it was asked by is not used.</summary>
    /// <exception cref="RegistryException">It is not there, or broken; or the registry cannot be used.</exception>
    public async Task<RegistryImageConfig> GetConfigAsync(string repository, string digest, CancellationToken cancellationToken = default)
    {
        RequireReference(repository, digest);
        var request = new RegistryRequest(HttpMethod.Get, $"/v2/{repository}/blobs/{digest}", RegistryScope.Pull(repository), $"read the config of an image in {repository}");
        using var response = await AskAsync(request, cancellationToken);
        var raw = await ReadAsync(request, response, MostManifestBytes, cancellationToken);
        return digest.StartsWith("sha256:", StringComparison.Ordinal) && digest != Digest(raw)
            ? throw RegistryRefusals.Rejected(_options, request, "the digest of what came is not the one it was asked by")
            : Parse(request, () => RegistryJson.Config(raw));
    }

    /// <summary>Deletes a manifest, and with it every tag that points to it (DELETE by digest). Blobs stay until the registry collects its garbage.</summary>
    /// <exception cref="RegistryException">Deletion is switched off there (<see cref="RegistryFailure.DeletionOff"/>), it is gone already (<see cref="RegistryFailure.NotFound"/>), or the right is missing; or the registry cannot be used.</exception>
    public async Task DeleteManifestAsync(string repository, string digest, CancellationToken cancellationToken = default)
    {
        using var response = await AskAsync(ManifestRequest(HttpMethod.Delete, repository, digest, RegistryScope.Delete(repository), "delete"), cancellationToken);
    }

    /// <summary>Gives a manifest one more tag without moving a layer (PUT of the same bytes). A tag of that name that exists is moved.</summary>
    /// <exception cref="RegistryException">The name is no tag, or the right to push is missing; or the registry cannot be used.</exception>
    public async Task TagManifestAsync(RegistryManifest manifest, string tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!IsTag(tag))
        {
            throw new RegistryException(RegistryFailure.Rejected, $"“{tag}” cannot be a tag: letters, digits, dots, dashes and underscores, at most 128, and no dot or dash first.");
        }

        var request = ManifestRequest(HttpMethod.Put, manifest.Repository, tag, RegistryScope.Push(manifest.Repository), "tag");
        using var response = await AskAsync(request with { Accept = [], Body = (manifest.Raw, manifest.MediaType) }, cancellationToken);
    }

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsTag(string? text) => text is not null && TagGrammar().IsMatch(text);

    private RegistryRequest ManifestRequest(HttpMethod method, string repository, string reference, string scope, string verb)
    {
        RequireReference(repository, reference);
        var name = reference.Contains(':', StringComparison.Ordinal) ? $"{repository}@{reference}" : $"{repository}:{reference}";
        return new(method, $"/v2/{repository}/manifests/{reference}", scope, $"{verb} {name}") { Accept = RegistryMediaTypes.Manifests };
    }

    private void RequireReference(string repository, string reference)
    {
        RequireRepository(repository);
        if (!IsTag(reference) && !DigestGrammar().IsMatch(reference))
        {
            throw new RegistryException(RegistryFailure.NotFound, $"“{reference}” is neither a tag nor a digest, so {_options.Host} cannot have it.");
        }
    }

    private void RequireRepository(string repository)
    {
        if (!ImageReference.TryParse($"registry.invalid/{repository}", out var reference) || reference.Path != repository)
        {
            throw new RegistryException(RegistryFailure.NotFound, $"“{repository}” cannot be the name of a repository, so {_options.Host} cannot have it. Names are small letters, digits, dots, dashes, underscores and slashes.");
        }
    }

    private static string? DigestOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.FirstOrDefault() is { } digest && DigestGrammar().IsMatch(digest) ? digest : null;

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagGrammar();

    [GeneratedRegex(@"^[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]{32,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigestGrammar();
}
