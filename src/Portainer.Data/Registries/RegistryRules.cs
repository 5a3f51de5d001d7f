using System.Text.RegularExpressions;

namespace Portainer.Data.Registries;

/// <summary>What a registry must look like to be stored. Whether one answers there is the registry client's business.</summary>
public static partial class RegistryRules
{
    /// <summary>Docker Hub as image names write it.</summary>
    public const string DockerHub = "docker.io";

    private const string Forms = "Write host, host:port or host:port/path, as it begins the names of its images: registry.example.com:5000.";
    private static readonly string[] HubNames = [DockerHub, "index.docker.io", "registry-1.docker.io", "hub.docker.com", "registry.hub.docker.com"];

    /// <summary>Takes away the scheme, the API's path and a slash at the end, and lowers the host; every name of Docker Hub becomes <c>docker.io</c>.</summary>
    /// <exception cref="InvalidRegistryException">It has no form we know.</exception>
    public static string NormalizeUrl(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var text = Scheme().Replace(url.Trim(), "").TrimEnd('/');
        text = ApiPath().Replace(text, "");
        if (text.Length == 0)
        {
            throw new InvalidRegistryException(nameof(Registry.Url), $"Give the registry's address. {Forms}");
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            throw new InvalidRegistryException(nameof(Registry.Url), "The address carries no user name or password: they have fields of their own.");
        }

        var parts = text.Split('/', 2);
        var host = parts[0].ToLowerInvariant();
        var path = parts.Length > 1 ? $"/{parts[1].ToLowerInvariant()}" : "";
        if (!Host().IsMatch(host) || !Path().IsMatch(path))
        {
            throw new InvalidRegistryException(nameof(Registry.Url), $"“{url.Trim()}” is not a registry's address. {Forms}");
        }

        return HubNames.Contains(host) ? DockerHub + path : host + path;
    }

    internal static string NormalizeName(string name) =>
        Names.Trim(name) ?? throw new InvalidRegistryException(nameof(Registry.Name), "Give the registry a name of 1 to 100 characters.");

    internal static string NormalizeUser(string userName, bool hasSecret)
    {
        var text = userName.Trim();
        return text.Length == 0 || hasSecret
            ? text
            : throw new InvalidRegistryException("Secret", "An account needs its password or an access token.");
    }

    [GeneratedRegex(@"^https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"/v[12]$", RegexOptions.CultureInvariant)]
    private static partial Regex ApiPath();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:[0-9]{1,5})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"^(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
