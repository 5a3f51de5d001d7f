using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers.Create.Form;

/// <summary>Whether an engine has an image, by whichever of its names somebody typed.</summary>
internal static class LocalImage
{
    private const int LeastDigits = 4;

    public static ImageRow? Find(IReadOnlyList<ImageRow>? images, string typed)
    {
        var text = typed.Trim();
        if (images is null || text.Length == 0)
        {
            return null;
        }

        var name = ImageReference.TryParse(text, out var reference) ? reference.Familiar : text;
        return images.FirstOrDefault(image => image.Tags.Any(tag => tag == name || tag == text || Full(tag) == reference?.Full) || image.Digests.Any(digest => digest == name))
            ?? images.FirstOrDefault(image => text.Length >= LeastDigits && image.Id.Split(':')[^1].StartsWith(text.Replace("sha256:", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    private static string? Full(string tag) => ImageReference.TryParse(tag, out var reference) ? reference.Full : null;
}
