using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>One image as a list shows it (<c>docker image ls</c>).</summary>
public sealed record ImageRow
{
    /// <summary>With its "sha256:" prefix.</summary>
    public required string Id { get; init; }

    /// <summary>"nginx:latest"; empty when dangling.</summary>
    public required NameList Tags { get; init; }

    /// <summary>"nginx@sha256:..." for each registry it came from or went to.</summary>
    public required NameList Digests { get; init; }

    /// <summary>Bytes; layers shared with other images count for each.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset Created { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>A container uses it, whoever may see that container.</summary>
    public bool InUse { get; init; }

    /// <summary>Names of the containers made from it, as far as the caller may see them.</summary>
    public NameList UsedBy { get; init; } = NameList.Empty;

    public bool IsDangling => Tags.Count == 0;

    /// <summary>Twelve digits, as the CLI prints them.</summary>
    public string ShortId => Id.Split(':')[^1] is { Length: > 12 } digits ? digits[..12] : Id.Split(':')[^1];

    /// <summary>First tag; the short id when there is none.</summary>
    public string Name => Tags.Count > 0 ? Tags[0] : ShortId;

    /// <summary>Whether <paramref name="id"/> means this image: its id with or without "sha256:", or twelve or more of its digits.</summary>
    public bool IsCalled(string id)
    {
        var digits = id.StartsWith("sha256:", StringComparison.Ordinal) ? id[7..] : id;
        return digits.Length >= 12 && Id.Split(':')[^1].StartsWith(digits, StringComparison.OrdinalIgnoreCase);
    }

    public static ImageRow From(ImagesListResponse image) => new()
    {
        Id = image.ID,
        Tags = Named(image.RepoTags, "<none>:<none>"),
        Digests = Named(image.RepoDigests, "<none>@<none>"),
        Size = image.Size,
        Created = image.Created,
        Labels = image.Labels.AsReadOnly(),
    };

    private static NameList Named(IEnumerable<string> names, string nothing) =>
        new([.. names.Where(name => name != nothing).Order(StringComparer.Ordinal)]);
}
