using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>A line of <c>docker rmi</c>: a name that was taken off, or an id that is gone.</summary>
public sealed class ImageDeleteResponse
{
    public string? Untagged { get; set; }

    public string? Deleted { get; set; }
}

public sealed class ImagesPruneResponse
{
    public IList<ImageDeleteResponse> ImagesDeleted { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long SpaceReclaimed { get; set; }
}

public sealed class BuildCachePruneResponse
{
    public IList<string> CachesDeleted { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long SpaceReclaimed { get; set; }
}

/// <summary>A layer of <c>docker history</c>.</summary>
public sealed class ImageHistoryResponse
{
    /// <summary>"&lt;missing&gt;" where the layer has no image of its own.</summary>
    public string ID { get; set; } = "";

    public DateTimeOffset? Created { get; set; }

    /// <summary>The instruction that made it.</summary>
    public string CreatedBy { get; set; } = "";

    public IList<string> Tags { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public string Comment { get; set; } = "";
}

/// <summary>A line of <c>docker search</c>.</summary>
public sealed class ImageSearchResponse
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    [JsonPropertyName("star_count")]
    public int StarCount { get; set; }

    [JsonPropertyName("is_official")]
    public bool IsOfficial { get; set; }

    [JsonPropertyName("is_automated")]
    public bool IsAutomated { get; set; }
}
