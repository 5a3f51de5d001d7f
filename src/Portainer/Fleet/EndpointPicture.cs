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

    public ObjectTotals Objects { get; init; } = ObjectTotals.None;
}

/// <summary>How many images, volumes and networks there are, and the images' size in bytes (layers that images share count for each).</summary>
public sealed record ObjectTotals(int Images, long ImageBytes, int Volumes, int Networks)
{
    public static readonly ObjectTotals None = new(0, 0, 0, 0);
}
