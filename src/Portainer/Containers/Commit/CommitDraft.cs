using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Containers.Commit;

/// <summary>What <c>docker commit</c> takes, as the form holds it.</summary>
public sealed class CommitDraft
{
    /// <summary>"registry/name:tag"; empty leaves the image without a name.</summary>
    public string Image { get; set; } = "";

    public string Author { get; set; } = "";

    public string Message { get; set; } = "";

    /// <summary>Instructions of a Dockerfile (CMD, ENV, EXPOSE, LABEL...), one a line.</summary>
    public string Changes { get; set; } = "";

    public bool Pause { get; set; } = true;

    /// <exception cref="CommitException">The name is none.</exception>
    internal CommitContainerChangesParameters Parameters(string containerId)
    {
        var image = Image.Trim();
        var reference = ImageReference.TryParse(image, out var parsed) ? parsed : null;
        if (image.Length > 0 && (reference is null || reference.Digest is not null))
        {
            throw new CommitException($"“{image}” cannot be the name of an image: write it in small letters, such as team/web:1.2.");
        }

        return new()
        {
            ContainerID = containerId,
            RepositoryName = reference?.FamiliarName,
            Tag = reference?.Tag,
            Author = NullIfBlank(Author),
            Comment = NullIfBlank(Message),
            Pause = Pause,
            Changes = [.. Changes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        };
    }

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The image cannot be made as drafted; nothing was sent.</summary>
internal sealed class CommitException(string message) : TellableException(message);
