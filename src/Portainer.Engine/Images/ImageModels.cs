namespace Portainer.Engine;

/// <summary><c>docker image ls</c>.</summary>
public sealed class ImagesListParameters
{
    /// <summary>Intermediate layers too.</summary>
    public bool All { get; set; }

    public bool Digests { get; set; }

    public Filters? Filters { get; set; }
}

public sealed class ImagesListResponse
{
    /// <summary>With its "sha256:" prefix.</summary>
    public string ID { get; set; } = "";

    public string ParentID { get; set; } = "";

    /// <summary>Empty when dangling; older engines say "&lt;none&gt;:&lt;none&gt;".</summary>
    public IList<string> RepoTags { get; set; } = [];

    public IList<string> RepoDigests { get; set; } = [];

    public DateTimeOffset Created { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>Bytes shared with other images; -1 when not computed.</summary>
    public long SharedSize { get; set; } = -1;

    /// <summary>Containers that use it; -1 when not computed.</summary>
    public long Containers { get; set; } = -1;

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}

/// <summary><c>docker image inspect</c>.</summary>
public sealed class ImageInspectResponse
{
    public string ID { get; set; } = "";

    public IList<string> RepoTags { get; set; } = [];

    public IList<string> RepoDigests { get; set; } = [];

    public string Parent { get; set; } = "";

    public string Comment { get; set; } = "";

    public DateTimeOffset? Created { get; set; }

    public string DockerVersion { get; set; } = "";

    public string Author { get; set; } = "";

    public ContainerConfig Config { get; set; } = new();

    public string Architecture { get; set; } = "";

    public string Variant { get; set; } = "";

    public string Os { get; set; } = "";

    public string OsVersion { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public GraphDriver GraphDriver { get; set; } = new();

    public RootFS RootFS { get; set; } = new();

    public ImageMetadata Metadata { get; set; } = new();
}

public sealed class RootFS
{
    public string Type { get; set; } = "";

    public IList<string> Layers { get; set; } = [];
}

public sealed class ImageMetadata
{
    public DateTimeOffset? LastTagTime { get; set; }
}
