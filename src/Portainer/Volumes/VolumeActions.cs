using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Files;

namespace Portainer.Volumes;

/// <summary>What people do with volumes. Every call says who asks and goes through the gate; every failure is a sentence.</summary>
internal sealed class VolumeActions(EngineGate gate, HelperContainers helpers, Owners owners)
{
    public async Task<VolumeResponse> InspectAsync(Caller caller, int endpointId, string volume, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Volume(volume), Operation.InspectVolume, cancellationToken);
        return await session.Client.Volumes.InspectAsync(volume, cancellationToken);
    }

    /// <summary>The engine's own inspect body, to the byte.</summary>
    public async Task<byte[]> InspectRawAsync(Caller caller, int endpointId, string volume, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Volume(volume), Operation.InspectVolume, cancellationToken);
        return await session.Client.Volumes.InspectRawAsync(volume, cancellationToken);
    }

    /// <summary>Who mounts it, where and how; only containers that the caller may see.</summary>
    public async Task<IReadOnlyList<VolumeUse>> UsesAsync(Caller caller, int endpointId, string volume, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Volume(volume), Operation.InspectVolume, cancellationToken);
        var containers = await session.Client.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "volume", volume } } }, cancellationToken);
        return
        [
            .. from container in containers
               let row = session.Endpoint.FindContainer(container.ID)
               where row is not null
               from mount in container.Mounts ?? []
               where mount.Type == "volume" && mount.Name == volume
               orderby row.Name
               select new VolumeUse(row, mount.Destination, mount.RW),
        ];
    }

    /// <summary>Volume drivers of this engine, plugins included (S89).</summary>
    public async Task<IReadOnlyList<string>> DriversAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateVolume, cancellationToken);
        var facts = await session.Client.System.GetSystemInfoAsync(cancellationToken);
        return [.. facts.Plugins.Volume.Order(StringComparer.Ordinal)];
    }

    /// <summary><c>docker volume create</c>. Returns the name, which the engine makes up when none is given.</summary>
    /// <exception cref="VolumeTakenException">There is a volume of that name, and it is somebody else's: the engine would hand it over.</exception>
    public async Task<string> CreateAsync(Caller caller, int endpointId, VolumesCreateParameters parameters, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateVolume, cancellationToken);
        return await VolumeCreation.CreateAsync(session, owners, caller, parameters, cancellationToken);
    }

    /// <summary><c>docker volume rm</c>; the engine refuses while a container has it.</summary>
    public async Task RemoveAsync(Caller caller, int endpointId, string volume, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Volume(volume), Operation.RemoveVolume, cancellationToken);
        // Somebody who looks at its files keeps nobody from removing it.
        await helpers.DropAsync(endpointId, volume);
        await session.Client.Volumes.RemoveAsync(volume, force: false, cancellationToken);
        await owners.ForgetAsync(endpointId, ResourceType.Volume, volume, CancellationToken.None);
    }

    /// <summary><c>docker system df</c>, the volumes' part, in bytes by name: the engine walks all files, which may take minutes.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.ListVolumes, cancellationToken);
        var sizes = (await session.Client.System.GetSystemDiskUsageAsync(cancellationToken)).VolumeSizes;
        if (caller.RoleOn(endpointId)?.SeesEverything() == true)
        {
            return sizes;
        }

        var visible = (session.Endpoint.Volumes ?? []).Select(row => row.Name).ToHashSet();
        return sizes.Where(size => visible.Contains(size.Key)).ToDictionary();
    }
}
