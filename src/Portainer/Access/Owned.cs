using Portainer.Data.AccessControl;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>The things of a picture, as <see cref="OwnershipRules"/> knows them.</summary>
internal static class Owned
{
    public static OwnedObject Container(int endpointId, ContainerRow row) => new(endpointId, null, ResourceType.Container, row.Id, row.Labels);

    /// <param name="facts">Of the endpoint: a network of a Swarm is the cluster's.</param>
    public static OwnedObject Network(int endpointId, EngineFacts? facts, NetworkRow row) =>
        new(endpointId, row.Scope == "swarm" && facts?.SwarmClusterId is { Length: > 0 } cluster ? cluster : null, ResourceType.Network, row.Id, row.Labels);

    public static OwnedObject Volume(int endpointId, VolumeRow row) => new(endpointId, null, ResourceType.Volume, row.Name, row.Labels);

    /// <summary>A thing that <paramref name="view"/> shows, by its id (of a volume its name); null when it shows none, or one that nobody can own.</summary>
    public static OwnedObject? Find(EndpointView view, ResourceType type, string id) => type switch
    {
        ResourceType.Container when view.Containers.FirstOrDefault(row => row.Id == id) is { } row => Container(view.Id, row),
        ResourceType.Network when view.Networks?.FirstOrDefault(row => row.Id == id && !row.IsPredefined) is { } row => Network(view.Id, view.Facts, row),
        ResourceType.Volume when view.Volumes?.FirstOrDefault(row => row.Name == id) is { } row => Volume(view.Id, row),
        _ => null,
    };
}
