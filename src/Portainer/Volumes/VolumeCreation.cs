using System.Net;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Gateway;

namespace Portainer.Volumes;

/// <summary>Creates volumes for people who may not see all of them. An engine that is asked to make a volume that is there hands it over.</summary>
internal static class VolumeCreation
{
    /// <summary>Creates it and notes whose it is; returns its name.</summary>
    /// <exception cref="VolumeTakenException">There is a volume of that name, and the caller cannot see it.</exception>
    public static async Task<string> CreateAsync(
        EngineSession session, Owners owners, Caller caller, VolumesCreateParameters parameters, CancellationToken cancellationToken)
    {
        MakeRights.Demand(caller, session, parameters);
        var wanted = parameters.Name ?? "";
        var isThere = wanted.Length > 0 && await IsThereAsync(session.Client, wanted, cancellationToken);
        if (isThere && session.Endpoint.Volumes?.Any(row => row.Name == wanted) != true && caller.RoleOn(session.Endpoint.Id)?.SeesEverything() != true)
        {
            throw new VolumeTakenException(wanted);
        }

        var name = (await session.Client.Volumes.CreateAsync(parameters, cancellationToken)).Name;
        if (!isThere)
        {
            await owners.ClaimAsync(caller, session.Endpoint.Id, ResourceType.Volume, name, CancellationToken.None);
        }

        return name;
    }

    private static async Task<bool> IsThereAsync(DockerClient client, string volume, CancellationToken cancellationToken)
    {
        try
        {
            await client.Volumes.InspectAsync(volume, cancellationToken);
            return true;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
