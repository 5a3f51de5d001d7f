using Portainer.Data.AccessControl;

namespace Portainer.Access;

/// <summary>A thing on an engine that somebody may own.</summary>
/// <param name="EndpointId">Where it was met.</param>
/// <param name="ClusterId">Of the Swarm it belongs to, whichever node shows it; null for what belongs to the engine alone.</param>
/// <param name="Id">What it is known by for good: the id, of volumes the name, of stacks the name.</param>
internal readonly record struct OwnedObject(int EndpointId, string? ClusterId, ResourceType Type, string Id, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Engines may share a volume's name, and those cloned from one machine even their own id: our own number tells them apart.</summary>
    public string Realm => ClusterId is { } cluster ? Realms.OfCluster(cluster) : Realms.OfEndpoint(EndpointId);
}

/// <summary>
/// Whose things are whose (portainer.md 2.3). A thing's own control counts; without one that of the service or stack it belongs to; without
/// those the labels it was made with. What nobody owns is for those alone whose role sees everything.
/// </summary>
internal static class OwnershipRules
{
    private const string Public = "io.portainer.accesscontrol.public";
    private const string Users = "io.portainer.accesscontrol.users";
    private const string Teams = "io.portainer.accesscontrol.teams";
    private const string Service = "com.docker.swarm.service.id";

    private static readonly string[] StackLabels = ["com.docker.stack.namespace", "com.docker.compose.project"];

    /// <summary>Whether the caller may see the thing, and do to it what their role allows.</summary>
    public static bool Sees(Caller caller, in OwnedObject thing)
    {
        if (caller.RoleOn(thing.EndpointId) is not { } role)
        {
            return false;
        }

        return role.SeesEverything() || (Control(caller.Book!.Facts, thing) is { } control && IsOpenTo(caller, caller.Book.Facts, control));
    }

    /// <summary>The control that counts for the thing; null when nobody owns it.</summary>
    public static ResourceControl? Control(AccessFacts facts, in OwnedObject thing) =>
        facts.ControlOf(thing.Realm, thing.Type, thing.Id) ?? Inherited(facts, thing) ?? FromLabels(facts, thing);

    /// <summary>The control of the service or stack the thing belongs to.</summary>
    public static ResourceControl? Inherited(AccessFacts facts, in OwnedObject thing)
    {
        var (realm, labels) = (thing.Realm, thing.Labels);
        if (labels.TryGetValue(Service, out var service) && facts.ControlOf(realm, ResourceType.Service, service) is { } ofService)
        {
            return ofService;
        }

        foreach (var label in StackLabels)
        {
            if (labels.TryGetValue(label, out var stack) && facts.ControlOf(realm, ResourceType.Stack, stack) is { } ofStack)
            {
                return ofStack;
            }
        }

        return null;
    }

    private static bool IsOpenTo(Caller caller, AccessFacts facts, ResourceControl control) =>
        !control.AdministratorsOnly
        && (control.IsPublic || control.UserIds.Contains(caller.UserId) || facts.TeamsOf(caller.UserId).Overlaps(control.TeamIds));

    private static ResourceControl? FromLabels(AccessFacts facts, in OwnedObject thing)
    {
        var (labels, isPublic) = (thing.Labels, thing.Labels.ContainsKey(Public));
        int[] users = [.. Names(labels, Users).Select(facts.UserId).OfType<int>()];
        int[] teams = [.. Names(labels, Teams).Select(facts.TeamId).OfType<int>()];
        return !isPublic && users.Length == 0 && teams.Length == 0
            ? null
            : new() { Id = 0, Realm = thing.Realm, Type = thing.Type, ResourceId = thing.Id, IsPublic = isPublic, UserIds = [.. users], TeamIds = [.. teams] };
    }

    private static string[] Names(IReadOnlyDictionary<string, string> labels, string key) =>
        labels.TryGetValue(key, out var names) ? names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
}
