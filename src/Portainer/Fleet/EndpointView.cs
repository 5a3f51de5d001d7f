using Portainer.Data.Endpoints;

namespace Portainer.Fleet;

/// <summary>An endpoint as one caller may see it: the picture's facts with the containers that <see cref="Access.VisibilityRules"/> left.</summary>
public sealed class EndpointView(EndpointPicture picture, IReadOnlyList<ContainerRow> containers)
{
    public int Id => picture.Endpoint.Id;

    /// <summary>As stored.</summary>
    public DockerEndpoint Endpoint => picture.Endpoint;

    public string Name => picture.Endpoint.Name;

    public string Url => picture.Endpoint.Url;

    public string PublicAddress => picture.Endpoint.PublicAddress;

    public bool IsLocal => Url.StartsWith("unix:", StringComparison.Ordinal) || Url.StartsWith("npipe:", StringComparison.Ordinal);

    public ConnectionStatus Connection => picture.Connection;

    public DateTimeOffset? AsOf => picture.AsOf;

    public EngineFacts? Facts => picture.Facts;

    public SwarmTotals? Swarm => picture.Swarm;

    /// <summary>With what the caller may see of their use; null before the first read.</summary>
    public IReadOnlyList<ImageRow>? Images => field ??= ObjectUse.Of(picture.Images, picture.Containers, Containers);

    /// <summary>The picture without what is kept from the caller; the picture itself for whom nothing is.</summary>
    internal EndpointPicture Reduced { private get => field ?? picture; init; }

    /// <summary>With what the caller may see of their use; null before the first read.</summary>
    public IReadOnlyList<NetworkRow>? Networks => field ??= ObjectUse.Of(Reduced.Networks, picture.Containers, Containers);

    /// <summary>With what the caller may see of their use; null before the first read.</summary>
    public IReadOnlyList<VolumeRow>? Volumes => field ??= ObjectUse.Of(Reduced.Volumes, picture.Containers, Containers);

    public int ImageCount => picture.Images?.Count ?? 0;

    /// <summary>Bytes; layers that images share count for each.</summary>
    public long ImageBytes => picture.Images?.Sum(image => image.Size) ?? 0;

    public int NetworkCount => Reduced.Networks?.Count ?? 0;

    public int VolumeCount => Reduced.Volumes?.Count ?? 0;

    public IReadOnlyList<ContainerRow> Containers { get; } = containers;

    public ContainerRow? FindContainer(string nameOrId) =>
        Containers.FirstOrDefault(row => row.Name == nameOrId) ?? Containers.FirstOrDefault(row => row.IsCalled(nameOrId));

    /// <summary>By one of its names, its id or a prefix of its id of twelve or more digits.</summary>
    public ImageRow? FindImage(string nameOrId) =>
        Images?.FirstOrDefault(row => row.Tags.Contains(nameOrId)) ?? Images?.FirstOrDefault(row => row.IsCalled(nameOrId));

    public int Count(RunState state) => Containers.Count(row => row.State == state);

    public int Count(HealthState health) => Containers.Count(row => row.Health == health);

    public int Stacks => Containers.Select(row => row.Stack).Where(stack => stack is not null).Distinct().Count();
}
