using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Images;

/// <summary>The registry account that goes with an image's name, if there is one.</summary>
internal sealed class ImageAccounts(IReadOnlyDictionary<string, AuthConfig>? known = null)
{
    public Task<AuthConfig?> ForAsync(Caller caller, string image, int? registryId, CancellationToken cancellationToken) =>
        Task.FromResult(ImageReference.TryParse(image, out var reference) ? known?.GetValueOrDefault(reference.Domain) : null);

    /// <summary>All accounts the caller may use, by registry host: a build may need several, for its base images.</summary>
    public Task<IReadOnlyDictionary<string, AuthConfig>?> AllAsync(Caller caller, CancellationToken cancellationToken) => Task.FromResult(known);
}
