using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;

namespace Portainer.Gateway;

/// <summary>
/// What pages make, held against the tables that the gateway holds bodies against, for the same people: those whose things are kept apart.
/// </summary>
internal sealed class MakeRights(EngineGate gate, Owners owners)
{
    // What engines write into every container that does not say otherwise; a list that has all of it hides at least as much.
    private static readonly string[] UsualMasks =
        ["/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware"];

    private static readonly string[] UsualReadOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>Returns the volumes that come into being with the container: note them as the caller's afterwards.</summary>
    /// <exception cref="AccessDeniedException">A setting reaches the host, which the endpoint's security settings do not allow.</exception>
    /// <exception cref="TellableException">A thing it names is not the caller's to see.</exception>
    public async Task<IReadOnlyList<string>> DemandAsync(Caller caller, EngineSession session, CreateContainerParameters wanted, CancellationToken cancellationToken)
    {
        if (!IsBound(caller, session))
        {
            return [];
        }

        var body = (JsonObject)JsonSerializer.SerializeToNode(wanted)!;
        if (body["HostConfig"] is JsonObject host)
        {
            ForgetTheUsual(host, session.Endpoint.Facts?.CgroupVersion == "1");
        }

        Demand(caller, session, BodyRule.ContainerCreate, body);
        var made = new List<string>();
        foreach (var thing in BodyNames.Of(BodyRule.ContainerCreate, body))
        {
            if (thing.Kind == NamedKind.Volume && !await IsTheirsAsync(caller, session, thing.Name, cancellationToken))
            {
                made.Add(thing.Name);
            }
            else if (thing.Kind is NamedKind.Container or NamedKind.Network)
            {
                await OpenAsync(caller, session, thing, cancellationToken);
            }
        }

        return made;
    }

    /// <exception cref="AccessDeniedException">An option reaches the host.</exception>
    public static void Demand(Caller caller, EngineSession session, VolumesCreateParameters wanted) => Demand(caller, session, BodyRule.VolumeCreate, wanted);

    /// <exception cref="AccessDeniedException">An option reaches the host.</exception>
    public static void Demand(Caller caller, EngineSession session, NetworksCreateParameters wanted) => Demand(caller, session, BodyRule.NetworkCreate, wanted);

    /// <summary>Notes whose the new container and its new volumes are.</summary>
    public async Task ClaimAsync(Caller caller, EngineSession session, string container, IReadOnlyList<string> volumes)
    {
        await owners.ClaimAsync(caller, session.Endpoint.Id, ResourceType.Container, container, CancellationToken.None);
        foreach (var volume in volumes)
        {
            await owners.ClaimAsync(caller, session.Endpoint.Id, ResourceType.Volume, volume, CancellationToken.None);
        }
    }

    private static void Demand<T>(Caller caller, EngineSession session, BodyRule rule, T wanted)
    {
        if (IsBound(caller, session))
        {
            Demand(caller, session, rule, (JsonObject)JsonSerializer.SerializeToNode(wanted)!);
        }
    }

    private static void Demand(Caller caller, EngineSession session, BodyRule rule, JsonObject body)
    {
        if (BodySecurity.Fault(rule, body, SecurityOf(caller, session)) is { } fault)
        {
            throw new AccessDeniedException(fault);
        }
    }

    private static bool IsBound(Caller caller, EngineSession session) => caller.RoleOn(session.Endpoint.Id)?.SeesEverything() != true;

    private static EndpointSecurity SecurityOf(Caller caller, EngineSession session) => caller.Book?.Facts.SecurityOf(session.Endpoint.Id) ?? EndpointSecurity.Default;

    private static void ForgetTheUsual(JsonObject host, bool isCgroup1)
    {
        Forget(host, "MaskedPaths", paths => UsualMasks.All(Texts(paths).Contains));
        Forget(host, "ReadonlyPaths", paths => UsualReadOnly.All(Texts(paths).Contains));
        // The only one there is on the older control groups.
        Forget(host, "CgroupnsMode", _ => isCgroup1);
    }

    private static void Forget(JsonObject host, string field, Func<JsonNode, bool> isUsual)
    {
        if (host[field] is { } value && isUsual(value))
        {
            host.Remove(field);
        }
    }

    private static HashSet<string> Texts(JsonNode list) => [.. Value.Texts(list)];

    private async Task OpenAsync(Caller caller, EngineSession session, BodyName thing, CancellationToken cancellationToken)
    {
        var target = thing.Kind == NamedKind.Container ? Target.Container(thing.Name.TrimStart('/')) : Target.Network(thing.Name);
        var operation = thing.Kind == NamedKind.Container ? Operation.InspectContainer : Operation.InspectNetwork;
        var found = await gate.OpenAsync(caller, session.Endpoint.Id, target, operation, cancellationToken);
        if (thing.Kind == NamedKind.Network && !SecurityOf(caller, session).AllowHostNetwork
            && (await session.Client.Networks.InspectNetworkAsync(found.Target, cancellationToken)).Driver == "host")
        {
            throw new AccessDeniedException(NetworkRules.OfHost);
        }
    }

    /// <summary>False: there is no such volume, and the engine makes it.</summary>
    private async Task<bool> IsTheirsAsync(Caller caller, EngineSession session, string volume, CancellationToken cancellationToken)
    {
        try
        {
            await gate.OpenAsync(caller, session.Endpoint.Id, Target.Volume(volume), Operation.InspectVolume, cancellationToken);
            return true;
        }
        catch (ObjectNotFoundException)
        {
            return await IsThereAsync(session.Client, volume, cancellationToken)
                ? throw new AccessDeniedException($"The name {volume} is taken by a volume that is not yours to use. Choose another name.")
                : false;
        }
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
