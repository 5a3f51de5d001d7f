namespace Portainer.Files;

/// <summary>Whose files: a container's or a volume's.</summary>
public sealed record FileTarget(int Endpoint, bool IsVolume, string Name)
{
    /// <summary>Address of the page, without a slash at its beginning.</summary>
    public string Page => $"endpoints/{Endpoint}/{(IsVolume ? "volumes" : "containers")}/{Uri.EscapeDataString(Name)}/files";

    /// <summary>"volume data", "container web".</summary>
    public string Title => $"{(IsVolume ? "volume" : "container")} {Name}";

    /// <summary>Address of the page on a path.</summary>
    public string At(string path) => path == FilePath.Root ? Page : $"{Page}?path={Uri.EscapeDataString(path)}";

    /// <summary>Address of a route below the page, for a path.</summary>
    public string Route(string verb, string path) => $"{Page}/{verb}?path={Uri.EscapeDataString(path)}";
}
