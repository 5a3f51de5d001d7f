namespace Portainer.Engine;

/// <summary><c>docker pull</c>.</summary>
public sealed class ImagesCreateParameters
{
    /// <summary>A name with or without a tag or digest.</summary>
    public string FromImage { get; set; } = "";

    /// <summary>A tag or digest; null takes it from <see cref="FromImage"/>.</summary>
    public string? Tag { get; set; }

    /// <summary>os/arch[/variant]; null is the engine's own.</summary>
    public string? Platform { get; set; }
}

/// <summary><c>docker import</c>.</summary>
public sealed class ImagesImportParameters
{
    /// <summary>Null leaves the image without a name.</summary>
    public string? Repository { get; set; }

    public string? Tag { get; set; }

    public string? Message { get; set; }

    /// <summary>Instructions of a Dockerfile: CMD, ENV, EXPOSE, LABEL and the like.</summary>
    public IList<string>? Changes { get; set; }

    /// <summary>os/arch[/variant].</summary>
    public string? Platform { get; set; }
}

/// <summary><c>docker push</c>.</summary>
public sealed class ImagePushParameters
{
    /// <summary>Null takes it from the name.</summary>
    public string? Tag { get; set; }

    /// <summary>One platform of an image that has several (API 1.46); null pushes what is there.</summary>
    public string? Platform { get; set; }
}

/// <summary><c>docker tag</c>.</summary>
public sealed class ImageTagParameters
{
    public string RepositoryName { get; set; } = "";

    /// <summary>Null is "latest".</summary>
    public string? Tag { get; set; }
}

/// <summary><c>docker rmi</c>.</summary>
public sealed class ImageDeleteParameters
{
    /// <summary>Take all names off an id, and remove it though stopped containers use it.</summary>
    public bool Force { get; set; }

    /// <summary>Keep parents that have no name.</summary>
    public bool NoPrune { get; set; }
}

/// <summary><c>docker search</c>.</summary>
public sealed class ImagesSearchParameters
{
    public string Term { get; set; } = "";

    /// <summary>1 to 100; null is 25.</summary>
    public int? Limit { get; set; }

    /// <summary>is-official, stars.</summary>
    public Filters? Filters { get; set; }
}

/// <summary><c>docker builder prune</c>.</summary>
public sealed class BuildCachePruneParameters
{
    /// <summary>Not only what no image refers to.</summary>
    public bool All { get; set; }

    /// <summary>Bytes to keep.</summary>
    public long? KeepStorage { get; set; }

    public Filters? Filters { get; set; }
}
