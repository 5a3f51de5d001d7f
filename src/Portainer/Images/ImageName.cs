using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Images;

/// <summary>Names of images as people type them.</summary>
internal static class ImageName
{
    public const string Rule = "Write [registry/]name[:tag]: lower-case letters, digits and . _ - / in the name, for example team/app:1.2.";

    /// <exception cref="ImageNameException">It is none.</exception>
    public static ImageReference Parse(string? text) =>
        ImageReference.TryParse(text?.Trim(), out var reference) ? reference : throw new ImageNameException(text ?? "", Rule);

    /// <summary>What is wrong with it as a sentence; null when it will do.</summary>
    public static string? Fault(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "Enter a name." : ImageReference.TryParse(text.Trim(), out _) ? null : Rule;

    /// <summary>The name in a registry: "app:1" in "registry.example.com/team" is "registry.example.com/team/app:1". A name with a host of its own stays.</summary>
    /// <param name="url">Address of the registry; null leaves the name alone.</param>
    public static string In(string? url, string name)
    {
        if (url is null or ImageReference.DockerHub || name.Length == 0 || name.StartsWith(url + "/", StringComparison.Ordinal)
            || (ImageReference.TryParse(name, out var reference) && reference.Domain != ImageReference.DockerHub))
        {
            return name;
        }

        return url.StartsWith(ImageReference.DockerHub + "/", StringComparison.Ordinal) ? $"{url[(ImageReference.DockerHub.Length + 1)..]}/{name}" : $"{url}/{name}";
    }

    /// <summary>What a name becomes when its image moves to a registry: the host goes, the rest stays.</summary>
    public static string MovedTo(string? url, string name) =>
        url is null || !ImageReference.TryParse(name, out var reference) ? name
        : In(url, reference.Domain == ImageReference.DockerHub ? reference.Familiar : reference.Full[(reference.Domain.Length + 1)..]);

    /// <summary>Address of an image's page: each part of the name is escaped, the slashes between them stay.</summary>
    public static string Href(int endpointId, string name) =>
        ObjectPath.Image(endpointId, name);
}

/// <summary>The text is not the name of an image; nothing was sent.</summary>
internal sealed class ImageNameException(string name, string fault) : TellableException(
    string.IsNullOrWhiteSpace(name) ? "Enter the name of an image." : $"\"{name.Trim()}\" cannot be the name of an image. {fault}");
