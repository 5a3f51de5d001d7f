using System.Collections.Frozen;

namespace Portainer.Access;

/// <summary>
/// Who may do what, as one table and no state: a page, the hub and the API all get the same answer because they all ask here.
/// An operation without a row is refused, so a new one is closed until somebody decides who gets it.
/// </summary>
internal static class AccessPolicy
{
    private static readonly FrozenDictionary<Operation, (Rule Rule, string Verb)> Rules = new Dictionary<Operation, (Rule, string)>
    {
        [Operation.ViewEndpoint] = (Administrators, "see this endpoint"),
        [Operation.ListContainers] = (Administrators, "list containers"),
        [Operation.InspectContainer] = (Administrators, "inspect containers"),
        [Operation.StartContainer] = (Administrators, "start containers"),
        [Operation.StopContainer] = (Administrators, "stop containers"),
        [Operation.KillContainer] = (Administrators, "kill containers"),
        [Operation.RestartContainer] = (Administrators, "restart containers"),
        [Operation.PauseContainer] = (Administrators, "pause containers"),
        [Operation.UnpauseContainer] = (Administrators, "resume containers"),
        [Operation.RenameContainer] = (Administrators, "rename containers"),
        [Operation.UpdateContainer] = (Administrators, "change the limits and the restart policy of containers"),
        [Operation.RemoveContainer] = (Administrators, "remove containers"),
        [Operation.ReadContainerLogs] = (Administrators, "read container logs"),
        [Operation.ReadContainerStats] = (Administrators, "read container statistics"),
        [Operation.ListContainerProcesses] = (Administrators, "list the processes of containers"),
        [Operation.ReadContainerChanges] = (Administrators, "read the changed files of containers"),
        [Operation.ExecInContainer] = (Administrators, "open a console in containers"),
        [Operation.AttachToContainer] = (Administrators, "attach to containers"),
        [Operation.CreateContainer] = (Administrators, "create containers"),
        [Operation.CommitContainer] = (Administrators, "make images of containers"),
        [Operation.ExportContainer] = (Administrators, "export the files of containers"),
        [Operation.CopyFromContainer] = (Administrators, "copy files out of containers"),
        [Operation.CopyToContainer] = (Administrators, "copy files into containers"),
        [Operation.PruneContainers] = (Administrators, "remove stopped containers in bulk"),
        [Operation.ListImages] = (Administrators, "list images"),
        [Operation.InspectImage] = (Administrators, "inspect images"),
        [Operation.PullImage] = (Administrators, "pull images"),
        [Operation.PushImage] = (Administrators, "push images"),
        [Operation.TagImage] = (Administrators, "tag images"),
        [Operation.RemoveImage] = (Administrators, "remove images"),
        [Operation.SearchImages] = (Administrators, "search for images"),
        [Operation.BuildImage] = (Administrators, "build images"),
        [Operation.SaveImages] = (Administrators, "export images"),
        [Operation.LoadImages] = (Administrators, "load images"),
        [Operation.PruneImages] = (Administrators, "remove unused images in bulk"),
        [Operation.CheckImageUpdates] = (Administrators, "look for newer images"),
        [Operation.ListNetworks] = (Administrators, "list networks"),
        [Operation.InspectNetwork] = (Administrators, "inspect networks"),
        [Operation.CreateNetwork] = (Administrators, "create networks"),
        [Operation.ConnectNetwork] = (Administrators, "connect containers to networks"),
        [Operation.DisconnectNetwork] = (Administrators, "disconnect containers from networks"),
        [Operation.RemoveNetwork] = (Administrators, "remove networks"),
        [Operation.PruneNetworks] = (Administrators, "remove unused networks in bulk"),
        [Operation.ListVolumes] = (Administrators, "list volumes"),
        [Operation.InspectVolume] = (Administrators, "inspect volumes"),
        [Operation.CreateVolume] = (Administrators, "create volumes"),
        [Operation.RemoveVolume] = (Administrators, "remove volumes"),
        [Operation.PruneVolumes] = (Administrators, "remove unused volumes in bulk"),
        [Operation.BrowseVolume] = (Administrators, "read the files of volumes"),
        [Operation.WriteVolume] = (Administrators, "change the files of volumes"),
        [Operation.ReadEvents] = (Administrators, "read the engine's events"),
        [Operation.ReadHost] = (Administrators, "read the engine's facts and disk use"),
        [Operation.PruneBuildCache] = (Administrators, "remove the build cache"),
        [Operation.UseRegistries] = (Administrators, "use registry accounts"),
        [Operation.ManageRegistries] = (Administrators, "add, change or remove registry accounts"),
        [Operation.ManageEndpoints] = (Administrators, "add, change or remove endpoints"),
        [Operation.ManageSettings] = (Administrators, "change settings"),
    }.ToFrozenDictionary();

    private delegate bool Rule(Caller caller, int? endpointId);

    /// <summary>Whether <paramref name="caller"/> may do <paramref name="operation"/> on the endpoint (null: the product itself).</summary>
    public static bool Allows(Caller caller, int? endpointId, Operation operation) =>
        Rules.TryGetValue(operation, out var row) && row.Rule(caller, endpointId);

    /// <summary>The refusal as a sentence: who, what, and whom to ask.</summary>
    public static string Refusal(Caller caller, Operation operation)
    {
        var verb = Rules.TryGetValue(operation, out var row) ? row.Verb : operation.ToString();
        return caller == Caller.Anonymous
            ? $"Sign in to {verb}."
            : $"{caller.Name} may not {verb} here. Ask an administrator for the right.";
    }

    private static bool Administrators(Caller caller, int? endpointId) => caller.IsAdministrator;
}
