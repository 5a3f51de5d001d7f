using System.Net;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>
/// Whether the caller may see the one thing an operation is about. Who sees everything is not asked further; for all others the thing has to be
/// found and be theirs, in the picture or, when it is too new for that, on the engine itself.
/// </summary>
internal sealed class TargetCheck(VisibilityRules visibility)
{
    /// <summary>Returns what the engine knows the thing by for good; the name as given for those who see everything.</summary>
    /// <exception cref="ContainerNotFoundException">It is not there, or not for this caller's eyes: both are told the same way.</exception>
    public async Task<string> DemandAsync(Caller caller, EndpointPicture picture, DockerClient client, Target target, CancellationToken cancellationToken)
    {
        if (target.Type == ResourceType.Container && visibility.Hides(picture, target.Name))
        {
            throw NotFound(target, picture);
        }

        if (VisibilityRules.SeesEverything(caller, picture))
        {
            return target.Name;
        }

        // An empty name or one with a slash would be another route of the engine.
        if (target.Name.Length == 0 || target.Name.Contains('/', StringComparison.Ordinal))
        {
            throw NotFound(target, picture);
        }

        try
        {
            return await (target.Type switch
            {
                ResourceType.Container => ContainerAsync(caller, picture, client, target.Name, cancellationToken),
                ResourceType.Network => NetworkAsync(caller, picture, client, target.Name, cancellationToken),
                ResourceType.Volume => VolumeAsync(caller, picture, client, target.Name, cancellationToken),
                _ => Task.FromResult<string?>(null),
            }) ?? throw NotFound(target, picture);
        }
        catch (DockerApiException gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            throw NotFound(target, picture);
        }
    }

    // The engine is asked, not the picture: between the two a name may have become another container's.
    private async Task<string?> ContainerAsync(Caller caller, EndpointPicture picture, DockerClient client, string name, CancellationToken cancellationToken)
    {
        var found = picture.Containers.FirstOrDefault(row => row.Id == name);
        if (found is not null)
        {
            return visibility.Sees(caller, picture, found) ? found.Id : null;
        }

        var container = await client.Containers.InspectContainerAsync(name, cancellationToken);
        var labels = (container.Config?.Labels ?? new Dictionary<string, string>()).AsReadOnly();
        return !visibility.IsHidden(labels) && OwnershipRules.Sees(caller, new(picture.Endpoint.Id, null, ResourceType.Container, container.ID, labels)) ? container.ID : null;
    }

    private static async Task<string?> NetworkAsync(Caller caller, EndpointPicture picture, DockerClient client, string name, CancellationToken cancellationToken)
    {
        var network = await client.Networks.InspectNetworkAsync(name, cancellationToken);
        return VisibilityRules.Sees(caller, picture, NetworkRow.From(network)) ? network.ID : null;
    }

    private static async Task<string?> VolumeAsync(Caller caller, EndpointPicture picture, DockerClient client, string name, CancellationToken cancellationToken)
    {
        var volume = await client.Volumes.InspectAsync(name, cancellationToken);
        return VisibilityRules.Sees(caller, picture, VolumeRow.From(volume)) ? volume.Name : null;
    }

    private static TellableException NotFound(Target target, EndpointPicture picture) => target.Type == ResourceType.Container
        ? new ContainerNotFoundException(target.Name, picture.Endpoint.Name)
        : new ObjectNotFoundException(target.Type?.ToString().ToLowerInvariant() ?? "object", target.Name, picture.Endpoint.Name);
}
