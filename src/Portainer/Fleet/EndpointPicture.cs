using Portainer.Data.Endpoints;

namespace Portainer.Fleet;

/// <summary>
/// What one endpoint looks like right now: immutable, replaced as a whole on every change, so that any number of readers may hold it.
/// Stays as it last was while the endpoint is down; <see cref="AsOf"/> tells its age.
/// </summary>
public sealed record EndpointPicture
{
    public required DockerEndpoint Endpoint { get; init; }

    public required ConnectionStatus Connection { get; init; }

    /// <summary>When the engine last confirmed this picture; null before the first full read.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public EngineFacts? Facts { get; init; }

    public SwarmTotals? Swarm { get; init; }

    /// <summary>Sorted by name.</summary>
    public IReadOnlyList<ContainerRow> Containers { get; init; } = [];

    /// <summary>By first tag, dangling ones last; null before the first read.</summary>
    public IReadOnlyList<ImageRow>? Images { get; init; }

    /// <summary>By name; null before the first read.</summary>
    public IReadOnlyList<NetworkRow>? Networks { get; init; }

    /// <summary>By name; null before the first read.</summary>
    public IReadOnlyList<VolumeRow>? Volumes { get; init; }
}
