using Portainer.Access;
using Portainer.Engine;
using Portainer.Registries;

namespace Portainer.Images;

/// <summary>The registry account that goes with an image's name. Who may not use accounts asks registries anonymously.</summary>
internal sealed class ImageAccounts(RegistryAccess registries)
{
    /// <param name="registryId">The account that was chosen; null: the one that fits the name; <see cref="RegistryAccess.Anonymous"/>: none.</param>
    public async Task<AuthConfig?> ForAsync(Caller caller, string image, int? registryId, CancellationToken cancellationToken) =>
        AccessPolicy.Allows(caller, null, Operation.UseRegistries) ? await registries.ForAsync(image, registryId, cancellationToken) : null;

    /// <summary>All accounts by registry: a build may need several, for its base images.</summary>
    public async Task<IReadOnlyDictionary<string, AuthConfig>?> AllAsync(Caller caller, CancellationToken cancellationToken) =>
        AccessPolicy.Allows(caller, null, Operation.UseRegistries) ? await registries.ForBuildAsync(cancellationToken) : null;
}
