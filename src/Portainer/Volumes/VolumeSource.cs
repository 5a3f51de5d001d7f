using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Volumes;

/// <summary>Volumes of all endpoints, for the palette; anonymous ones are left out, since nobody knows their names.</summary>
internal sealed class VolumeSource(EngineGate gate, AuthenticationStateProvider authentication, Callers callers, VolumeRemoval removal)
    : EngineSource(gate, authentication, callers, Operation.ListVolumes)
{
    protected override IEnumerable<PaletteEntry> Entries(Caller caller, EndpointView view)
    {
        foreach (var row in (view.Volumes ?? []).Where(row => !row.IsAnonymous))
        {
            yield return new($"volume/{view.Id}/{row.Name}", row.Name, "Volumes", "volume")
            {
                Href = VolumePaths.Of(view.Id, row.Name),
                Where = $"{view.Name} · {row.Driver}",
                Actions = [.. Actions(caller, view.Id, row)],
            };
        }

        if (AccessPolicy.Allows(caller, view.Id, Operation.CreateVolume))
        {
            yield return new($"create-volume/{view.Id}", "Create a volume", "Actions", "plus") { Href = $"endpoints/{view.Id}/volumes/new", Where = view.Name };
        }
    }

    private IEnumerable<PaletteAction> Actions(Caller caller, int endpointId, VolumeRow row)
    {
        if (AccessPolicy.Allows(caller, endpointId, Operation.BrowseVolume))
        {
            yield return new("Files", "folder") { Href = VolumePaths.Files(endpointId, row.Name) };
        }

        if (AccessPolicy.Allows(caller, endpointId, Operation.RemoveVolume))
        {
            yield return new("Remove", "trash") { Run = () => removal.RunAsync(caller, endpointId, [row]) };
        }
    }
}
