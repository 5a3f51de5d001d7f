using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Files;

/// <summary>What people do with files of containers and volumes. Every call says who asks and goes through the gate.</summary>
internal sealed class FileActions(EngineGate gate, HelperContainers helpers, TimeProvider time)
{
    /// <summary>Repository and tag of the empty image that is made where an engine has none.</summary>
    public const string EmptyImage = "portainer-helper";

    /// <summary>The files of a target, to read from; dispose it.</summary>
    public Task<FilePlace> ReadAsync(Caller caller, FileTarget target, CancellationToken cancellationToken) =>
        OpenAsync(caller, target, target.IsVolume ? Operation.BrowseVolume : Operation.CopyFromContainer, cancellationToken);

    /// <summary>The files of a target, to change; dispose it.</summary>
    public Task<FilePlace> WriteAsync(Caller caller, FileTarget target, CancellationToken cancellationToken) =>
        OpenAsync(caller, target, target.IsVolume ? Operation.WriteVolume : Operation.CopyToContainer, cancellationToken);

    public static bool MayWrite(Caller caller, FileTarget target) =>
        AccessPolicy.Allows(caller, target.Endpoint, target.IsVolume ? Operation.WriteVolume : Operation.CopyToContainer) && MayBrowse(caller, target);

    public static bool MayRead(Caller caller, FileTarget target) =>
        AccessPolicy.Allows(caller, target.Endpoint, target.IsVolume ? Operation.BrowseVolume : Operation.CopyFromContainer) && MayBrowse(caller, target);

    /// <summary>Keeps the helper container of a volume while a page shows it, so that not every click makes one.</summary>
    public async Task<HelperContainers.Lease> HoldAsync(Caller caller, FileTarget volume, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, volume.Endpoint, Target.Volume(volume.Name), Operation.BrowseVolume, cancellationToken);
        DemandBrowsing(caller, volume);
        await session.Client.Volumes.InspectAsync(volume.Name, cancellationToken);
        return await helpers.LeaseAsync(session, volume.Name, cancellationToken);
    }

    /// <summary>Imports an image with nothing in it, for engines that have none to make a helper container of.</summary>
    public async Task MakeEmptyImageAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.LoadImages, cancellationToken);
        using var nothing = new MemoryStream(new byte[1024]);
        await foreach (var message in session.Client.Images.ImportImageAsync(new() { Repository = EmptyImage, Tag = "1", Message = "Nothing: for containers that only mount a volume" }, nothing, cancellationToken))
        {
            if (message.ErrorMessage is { Length: > 0 } error)
            {
                throw new FileException($"The empty image was not made: {error}");
            }
        }
    }

    // The endpoint's setting (portainer.md 2.5); it binds those alone whose things are kept apart.
    private static bool MayBrowse(Caller caller, FileTarget target) =>
        !target.IsVolume || caller.RoleOn(target.Endpoint)?.SeesEverything() == true || caller.Book?.Facts.SecurityOf(target.Endpoint).AllowVolumeBrowser == true;

    private static void DemandBrowsing(Caller caller, FileTarget target)
    {
        if (!MayBrowse(caller, target))
        {
            throw new AccessDeniedException($"The files of volume {target.Name} are not shown: on this endpoint only administrators may look into volumes. Ask one to allow it in the endpoint's security settings.");
        }
    }

    private async Task<FilePlace> OpenAsync(Caller caller, FileTarget target, Operation operation, CancellationToken cancellationToken)
    {
        if (!target.IsVolume)
        {
            var session = await gate.OpenAsync(caller, target.Endpoint, target.Name, operation, cancellationToken);
            return new(session.Client, target.Name, "", session.Endpoint.FindContainer(target.Name)?.State == RunState.Running, IsPodman(session), time);
        }

        var on = await gate.OpenAsync(caller, target.Endpoint, Target.Volume(target.Name), operation, cancellationToken);
        DemandBrowsing(caller, target);
        // A container that mounts a volume which is not there would make one.
        await on.Client.Volumes.InspectAsync(target.Name, cancellationToken);
        var lease = await helpers.LeaseAsync(on, target.Name, cancellationToken);
        return new(on.Client, lease.Helper.Id, HelperMaker.Mount, lease.Helper.IsRunning, IsPodman(on), time, lease.DisposeAsync);
    }

    private static bool IsPodman(EngineSession session) => session.Endpoint.Facts?.IsPodman == true;
}
