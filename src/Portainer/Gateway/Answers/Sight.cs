using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>What the caller of one request may see of an engine's things, and whose they are.</summary>
internal sealed class Sight(Caller caller, int endpointId, string? clusterId, VisibilityRules rules)
{
    private static readonly FrozenSet<string> Predefined = FrozenSet.Create("bridge", "host", "none", "ingress", "docker_gwbridge", "nat", "podman");

    public bool SeesEverything { get; } = caller.RoleOn(endpointId)?.SeesEverything() == true;

    public bool Sees(ResourceType type, ThingFacts thing) =>
        !(type == ResourceType.Container && rules.IsHidden(thing.LabelValues))
        && (SeesEverything || IsPredefined(type, thing) || OwnershipRules.Sees(caller, Owned(type, thing.Id, thing.Scope, thing.LabelValues)));

    public bool Sees(ResourceType type, string id, IReadOnlyDictionary<string, string> labels) =>
        !(type == ResourceType.Container && rules.IsHidden(labels)) && (SeesEverything || OwnershipRules.Sees(caller, Owned(type, id, "", labels)));

    /// <summary>What Portainer puts into its answers about a thing; null when nobody owns it.</summary>
    public JsonObject? Decoration(ResourceType type, ThingFacts thing)
    {
        var control = IsPredefined(type, thing)
            ? new ResourceControl { Id = 0, Realm = "", Type = type, ResourceId = thing.Id, IsPublic = true }
            : caller.Book is { } book ? OwnershipRules.Control(book.Facts, Owned(type, thing.Id, thing.Scope, thing.LabelValues)) : null;
        return control is null ? null : Decoration(control, control.Realm.Length == 0);
    }

    public static JsonObject Decoration(ResourceControl control, bool isSystem) => new()
    {
        ["ResourceControl"] = new JsonObject
        {
            ["Id"] = control.Id,
            ["ResourceId"] = control.ResourceId,
            ["SubResourceIds"] = new JsonArray(),
            ["Type"] = (int)control.Type,
            ["UserAccesses"] = new JsonArray([.. control.UserIds.Select(id => new JsonObject { ["UserId"] = id, ["AccessLevel"] = 1 })]),
            ["TeamAccesses"] = new JsonArray([.. control.TeamIds.Select(id => new JsonObject { ["TeamId"] = id, ["AccessLevel"] = 1 })]),
            ["Public"] = control.IsPublic,
            ["AdministratorsOnly"] = control.AdministratorsOnly,
            ["System"] = isSystem,
        },
    };

    private OwnedObject Owned(ResourceType type, string id, string scope, IReadOnlyDictionary<string, string> labels) =>
        new(endpointId, type is ResourceType.Service or ResourceType.Secret or ResourceType.Config || scope == "swarm" ? clusterId : null, type, id, labels);

    private static bool IsPredefined(ResourceType type, ThingFacts thing) =>
        type == ResourceType.Network && (thing.IsIngress || Predefined.Contains(thing.Name));
}
