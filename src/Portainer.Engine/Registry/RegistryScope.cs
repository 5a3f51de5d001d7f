namespace Portainer.Engine;

/// <summary>What tokens are asked for.</summary>
internal static class RegistryScope
{
    public const string Catalogue = "registry:catalog:*";

    public static string Pull(string repository) => $"repository:{repository}:pull";

    public static string Push(string repository) => $"repository:{repository}:pull,push";

    public static string Delete(string repository) => $"repository:{repository}:delete";
}
