namespace Portainer.Registries.Browse;

/// <summary>Where the registry browser's pages are.</summary>
internal static class BrowsePaths
{
    public static string Repositories(int registryId) => $"registries/{registryId}";

    // The slashes of a repository's name are the path's own.
    public static string Tags(int registryId, string repository) =>
        $"registries/{registryId}/repositories/{string.Join('/', repository.Split('/').Select(Uri.EscapeDataString))}";

    public static string Tag(int registryId, string repository, string tag) => $"{Tags(registryId, repository)}?tag={Uri.EscapeDataString(tag)}";
}
