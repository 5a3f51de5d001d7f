using System.Collections.Frozen;

namespace Portainer.Access;

/// <summary>
/// Who may do what, as one table and no state: a page, the hub and the API all get the same answer because they all ask here.
/// An operation without a row is refused, so a new one is closed until somebody decides who gets it. Administrators of the product may do
/// everything; all others what their role on the endpoint allows, on the objects that <see cref="OwnershipRules"/> lets them see.
/// </summary>
internal static class AccessPolicy
{
    private const RoleSet Everybody = RoleSet.EndpointAdministrator | RoleSet.Operator | RoleSet.Helpdesk | RoleSet.StandardUser | RoleSet.ReadOnly;
    private const RoleSet Supporters = RoleSet.EndpointAdministrator | RoleSet.Operator | RoleSet.Helpdesk;
    private const RoleSet Operators = RoleSet.EndpointAdministrator | RoleSet.Operator | RoleSet.StandardUser;
    private const RoleSet Makers = RoleSet.EndpointAdministrator | RoleSet.StandardUser;
    private const RoleSet Masters = RoleSet.EndpointAdministrator;
    private const RoleSet Nobody = RoleSet.None;

    private static readonly FrozenDictionary<Operation, (RoleSet Roles, string Verb)> Rows = new Dictionary<Operation, (RoleSet, string)>
    {
        [Operation.ViewEndpoint] = (Everybody, "see this endpoint"),
        [Operation.ListContainers] = (Everybody, "list containers"),
        [Operation.InspectContainer] = (Everybody, "inspect containers"),
        [Operation.StartContainer] = (Operators, "start containers"),
        [Operation.StopContainer] = (Operators, "stop containers"),
        [Operation.KillContainer] = (Operators, "kill containers"),
        [Operation.RestartContainer] = (Operators, "restart containers"),
        [Operation.PauseContainer] = (Operators, "pause containers"),
        [Operation.UnpauseContainer] = (Operators, "resume containers"),
        [Operation.RenameContainer] = (Makers, "rename containers"),
        [Operation.UpdateContainer] = (Operators, "change the limits and the restart policy of containers"),
        [Operation.RemoveContainer] = (Makers, "remove containers"),
        [Operation.ReadContainerLogs] = (Everybody, "read container logs"),
        [Operation.ReadContainerStats] = (Everybody, "read container statistics"),
        [Operation.ListContainerProcesses] = (Everybody, "list the processes of containers"),
        [Operation.ReadContainerChanges] = (Everybody, "read the changed files of containers"),
        [Operation.ExecInContainer] = (Operators, "open a console in containers"),
        [Operation.AttachToContainer] = (Operators, "attach to containers"),
        [Operation.CreateContainer] = (Makers, "create containers"),
        [Operation.RedeployContainer] = (Operators, "make containers again from the newest image"),
        [Operation.CommitContainer] = (Makers, "make images of containers"),
        [Operation.ExportContainer] = (Makers, "export the files of containers"),
        [Operation.CopyFromContainer] = (Makers, "copy files out of containers"),
        [Operation.CopyToContainer] = (Makers, "copy files into containers"),
        [Operation.PruneContainers] = (Masters, "remove stopped containers in bulk"),
        [Operation.ListImages] = (Everybody, "list images"),
        [Operation.InspectImage] = (Everybody, "inspect images"),
        [Operation.PullImage] = (Operators, "pull images"),
        [Operation.PushImage] = (Masters, "push images"),
        [Operation.TagImage] = (Makers, "tag images"),
        [Operation.RemoveImage] = (Masters, "remove images"),
        [Operation.SearchImages] = (Operators, "search for images"),
        [Operation.BuildImage] = (Makers, "build images"),
        [Operation.SaveImages] = (Masters, "export images"),
        [Operation.LoadImages] = (Masters, "load images"),
        [Operation.PruneImages] = (Masters, "remove unused images in bulk"),
        [Operation.CheckImageUpdates] = (Operators, "look for newer images"),
        [Operation.ListNetworks] = (Everybody, "list networks"),
        [Operation.InspectNetwork] = (Everybody, "inspect networks"),
        [Operation.CreateNetwork] = (Makers, "create networks"),
        [Operation.ConnectNetwork] = (Makers, "connect containers to networks"),
        [Operation.DisconnectNetwork] = (Makers, "disconnect containers from networks"),
        [Operation.RemoveNetwork] = (Makers, "remove networks"),
        [Operation.PruneNetworks] = (Masters, "remove unused networks in bulk"),
        [Operation.ListVolumes] = (Everybody, "list volumes"),
        [Operation.InspectVolume] = (Everybody, "inspect volumes"),
        [Operation.CreateVolume] = (Makers, "create volumes"),
        [Operation.RemoveVolume] = (Makers, "remove volumes"),
        [Operation.PruneVolumes] = (Masters, "remove unused volumes in bulk"),
        [Operation.BrowseVolume] = (Makers, "read the files of volumes"),
        [Operation.WriteVolume] = (Makers, "change the files of volumes"),
        [Operation.ReadEvents] = (Everybody, "read the engine's events"),
        [Operation.ReadHost] = (Supporters, "read the engine's facts and disk use"),
        [Operation.PruneBuildCache] = (Masters, "remove the build cache"),
        [Operation.ReadEngineFacts] = (Everybody, "read the engine's facts"),
        [Operation.ReadDiskUse] = (Everybody, "read the disk use of what is theirs"),
        [Operation.TryRegistryAccount] = (Operators, "try the credentials of a registry"),
        [Operation.UseBuildKit] = (Masters, "speak with BuildKit directly"),
        [Operation.UpdateClusterVolume] = (Masters, "change cluster volumes"),
        [Operation.ReadSwarm] = (Everybody, "read the Swarm's facts"),
        [Operation.ManageSwarm] = (Masters, "manage the Swarm"),
        [Operation.ListNodes] = (Everybody, "list the Swarm's nodes"),
        [Operation.ManageNodes] = (Masters, "inspect or change the Swarm's nodes"),
        [Operation.ListServices] = (Everybody, "list services"),
        [Operation.InspectService] = (Everybody, "inspect services"),
        [Operation.CreateService] = (Makers, "create services"),
        [Operation.UpdateService] = (Makers, "change services"),
        [Operation.RemoveService] = (Makers, "remove services"),
        [Operation.ReadServiceLogs] = (Everybody, "read the logs of services"),
        [Operation.ListTasks] = (Everybody, "list tasks"),
        [Operation.InspectTask] = (Everybody, "inspect tasks"),
        [Operation.ListSecrets] = (Everybody, "list secrets"),
        [Operation.InspectSecret] = (Everybody, "inspect secrets"),
        [Operation.CreateSecret] = (Makers, "create secrets"),
        [Operation.UpdateSecret] = (Makers, "change secrets"),
        [Operation.RemoveSecret] = (Makers, "remove secrets"),
        [Operation.ListConfigs] = (Everybody, "list configs"),
        [Operation.InspectConfig] = (Everybody, "inspect configs"),
        [Operation.CreateConfig] = (Makers, "create configs"),
        [Operation.UpdateConfig] = (Makers, "change configs"),
        [Operation.RemoveConfig] = (Makers, "remove configs"),
        [Operation.ManagePlugins] = (Masters, "see or change the engine's plugins"),
        [Operation.UseUnlistedRoutes] = (Nobody, "use routes of the engine that are not in the gateway's table"),
        [Operation.UseRegistries] = (Nobody, "use registry accounts"),
        [Operation.ManageRegistries] = (Nobody, "add, change or remove registry accounts"),
        [Operation.ManageEndpoints] = (Nobody, "add, change or remove endpoints"),
        [Operation.ManageSettings] = (Nobody, "change settings"),
        [Operation.ManagePeople] = (Nobody, "manage users and teams"),
        [Operation.ManageAccess] = (Nobody, "say who may use which endpoint"),
        [Operation.ChangeOwnership] = (Makers, "change who owns things"),
        [Operation.ReadAudit] = (Nobody, "read the audit log"),
    }.ToFrozenDictionary();

    /// <summary>The whole table, for the page that shows it and the tests that walk it.</summary>
    public static IReadOnlyDictionary<Operation, (RoleSet Roles, string Verb)> Table => Rows;

    /// <summary>Whether <paramref name="caller"/> may do <paramref name="operation"/> on the endpoint (null: the product itself).</summary>
    public static bool Allows(Caller caller, int? endpointId, Operation operation)
    {
        if (!Rows.TryGetValue(operation, out var row) || !caller.Key.Covers(endpointId, row.Roles))
        {
            return false;
        }

        return caller.IsAdministrator || (endpointId is { } id && caller.RoleOn(id) is { } role && row.Roles.Holds(role));
    }

    /// <summary>The refusal as a sentence: who, what, and whom to ask.</summary>
    public static string Refusal(Caller caller, Operation operation)
    {
        var verb = Rows.TryGetValue(operation, out var row) ? row.Verb : operation.ToString();
        return caller == Caller.Anonymous
            ? $"Sign in to {verb}."
            : $"{caller.Name} may not {verb} here. Ask an administrator for the right.";
    }
}
