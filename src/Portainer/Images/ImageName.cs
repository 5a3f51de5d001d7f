using Portainer.Access;
using Portainer.Engine;

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

    /// <summary>Address of an image's page: each part of the name is escaped, the slashes between them stay.</summary>
    public static string Href(int endpointId, string name) =>
        $"endpoints/{endpointId}/images/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}

/// <summary>The text is not the name of an image; nothing was sent.</summary>
internal sealed class ImageNameException(string name, string fault) : TellableException(
    string.IsNullOrWhiteSpace(name) ? "Enter the name of an image." : $"\"{name.Trim()}\" cannot be the name of an image. {fault}");
