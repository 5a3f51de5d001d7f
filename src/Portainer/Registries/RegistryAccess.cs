using Portainer.Data.Registries;
using Portainer.Engine;

namespace Portainer.Registries;

/// <summary>The account an engine is given for an image. Passwords are decrypted here, for the moment of the call, and nowhere else but in a test of the connection.</summary>
internal sealed class RegistryAccess(RegistryStore store)
{
    /// <summary>Use no account, whatever is stored.</summary>
    public const int Anonymous = 0;

    /// <summary>What the docker CLI calls Docker Hub in its credentials.</summary>
    private const string HubServer = "https://index.docker.io/v1/";

    /// <summary>
    /// The account for an image: <paramref name="registryId"/> when one was chosen, else the one whose address is the longest beginning
    /// of the image's name. Null: no account is stored for it, and it is asked for anonymously.
    /// </summary>
    /// <exception cref="RegistryNotFoundException">The chosen one is not there any more.</exception>
    /// <exception cref="RegistryAccountException">The chosen one is for another registry, or its password cannot be decrypted.</exception>
    public async Task<AuthConfig?> ForAsync(string imageReference, int? registryId, CancellationToken cancellationToken)
    {
        if (registryId == Anonymous || !ImageReference.TryParse(imageReference, out var image))
        {
            return null;
        }

        var registry = registryId is { } id
            ? await ChosenAsync(id, image, cancellationToken)
            : Match(await store.ListAsync(cancellationToken), image);
        return registry is null ? null : await AccountAsync(registry, cancellationToken);
    }

    /// <summary>Every account by its server, as a build needs them for the images it begins with. One that cannot be decrypted is left out: the build may not need it.</summary>
    public async Task<IReadOnlyDictionary<string, AuthConfig>> ForBuildAsync(CancellationToken cancellationToken)
    {
        var accounts = new Dictionary<string, AuthConfig>(StringComparer.Ordinal);
        foreach (var registry in (await store.ListAsync(cancellationToken)).OrderBy(registry => registry.Url.Length))
        {
            var secret = await store.SecretAsync(registry.Id, cancellationToken);
            if (secret.Clear is { } password && registry.UserName.Length > 0)
            {
                accounts.TryAdd(ServerOf(registry), Account(registry, password));
            }
        }

        return accounts;
    }

    /// <summary>The registry whose address is the longest beginning of the image's name, at whole path segments.</summary>
    internal static Registry? Match(IEnumerable<Registry> registries, ImageReference image) => registries
        .Where(registry => Covers(registry, image))
        .OrderByDescending(registry => registry.Url.Length)
        .ThenByDescending(registry => registry.UserName.Length > 0)
        .ThenBy(registry => registry.Id)
        .FirstOrDefault();

    private async Task<Registry> ChosenAsync(int id, ImageReference image, CancellationToken cancellationToken)
    {
        var chosen = await store.FindAsync(id, cancellationToken) ?? throw new RegistryNotFoundException(id);
        // The engine sends the password to the image's registry, whosever it is.
        return chosen.Host == HostOf(image)
            ? chosen
            : throw new RegistryAccountException($"The account {chosen.Name} is for {chosen.Host}, and {image.Familiar} is at {image.Domain}. Choose an account for that registry.");
    }

    private async Task<AuthConfig?> AccountAsync(Registry registry, CancellationToken cancellationToken)
    {
        if (registry.UserName.Length == 0)
        {
            return null;
        }

        var secret = await store.SecretAsync(registry.Id, cancellationToken);
        return secret.UnreadableCause is { } cause
            ? throw new RegistryAccountException($"The registry account {registry.Name} cannot be used. {cause}")
            : secret.Clear is { } password ? Account(registry, password) : null;
    }

    private static AuthConfig Account(Registry registry, string password) =>
        new() { Username = registry.UserName, Password = password, ServerAddress = ServerOf(registry) };

    private static string ServerOf(Registry registry) => registry.Host == RegistryRules.DockerHub ? HubServer : registry.Host;

    private static bool Covers(Registry registry, ImageReference image)
    {
        var name = $"{HostOf(image)}/{image.Path}";
        return name.StartsWith(registry.Url, StringComparison.Ordinal) && (name.Length == registry.Url.Length || name[registry.Url.Length] == '/');
    }

    // docker.io, index.docker.io, registry-1.docker.io: one registry.
    private static string HostOf(ImageReference image) => RegistryRules.NormalizeUrl(image.Domain);
}
