using System.Text.Json;
using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Gateway;

namespace Portainer.Networks;

/// <summary>What people do with networks. Every call says who asks and goes through the gate; every failure is a sentence.</summary>
internal sealed class NetworkActions(EngineGate gate, Owners owners)
{
    /// <summary>In info as plugins, though nobody can make one of these.</summary>
    private static readonly string[] Fixed = ["host", "null", "none"];

    public async Task<NetworkResponse> InspectAsync(Caller caller, int endpointId, string network, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Network(network), Operation.InspectNetwork, cancellationToken);
        var found = await session.Client.Networks.InspectNetworkAsync(network, cancellationToken);
        foreach (var hidden in found.Containers?.Keys.Where(id => !Sees(caller, session, id)).ToArray() ?? [])
        {
            found.Containers!.Remove(hidden);
        }

        return found;
    }

    /// <summary>The engine's own inspect body, to the byte; without the members that the caller may not see.</summary>
    public async Task<byte[]> InspectRawAsync(Caller caller, int endpointId, string network, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Network(network), Operation.InspectNetwork, cancellationToken);
        var body = await session.Client.Networks.InspectNetworkRawAsync(network, cancellationToken);
        if (caller.RoleOn(endpointId)?.SeesEverything() == true || JsonNode.Parse(body) is not JsonObject found)
        {
            return body;
        }

        foreach (var hidden in (found["Containers"] as JsonObject)?.Select(member => member.Key).Where(id => !Sees(caller, session, id)).ToArray() ?? [])
        {
            ((JsonObject)found["Containers"]!).Remove(hidden);
        }

        return JsonSerializer.SerializeToUtf8Bytes(found);
    }

    // Endpoints of a network that are no containers (a Swarm's load balancer) are nobody's.
    private static bool Sees(Caller caller, EngineSession session, string container) =>
        caller.RoleOn(session.Endpoint.Id)?.SeesEverything() == true || session.Endpoint.Containers.Any(row => row.Id == container);

    /// <summary>Drivers of which this engine can make networks, plugins included (S89).</summary>
    public async Task<IReadOnlyList<string>> DriversAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateNetwork, cancellationToken);
        var facts = await session.Client.System.GetSystemInfoAsync(cancellationToken);
        return [.. facts.Plugins.Network.Where(driver => !Fixed.Contains(driver)).Order(StringComparer.Ordinal)];
    }

    /// <summary><c>docker network create</c>. Returns the engine's warning, empty for none.</summary>
    public async Task<string> CreateAsync(Caller caller, int endpointId, NetworksCreateParameters parameters, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateNetwork, cancellationToken);
        MakeRights.Demand(caller, session, parameters);
        var created = await session.Client.Networks.CreateNetworkAsync(parameters, cancellationToken);
        await owners.ClaimAsync(caller, endpointId, ResourceType.Network, created.ID, CancellationToken.None);
        session.ReadNetworksAgain();
        return created.Warning;
    }

    /// <summary><c>docker network connect</c>.</summary>
    public async Task ConnectAsync(Caller caller, int endpointId, string network, NetworkConnectParameters parameters, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Target.Network(network), Operation.ConnectNetwork, cancellationToken);
        var session = await gate.OpenAsync(caller, endpointId, parameters.Container, Operation.ConnectNetwork, cancellationToken);
        await session.Client.Networks.ConnectNetworkAsync(network, parameters, cancellationToken);
    }

    /// <summary><c>docker network disconnect</c>; <paramref name="force"/> also takes out what is no longer there.</summary>
    public async Task DisconnectAsync(Caller caller, int endpointId, string network, string container, bool force, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Target.Network(network), Operation.DisconnectNetwork, cancellationToken);
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.DisconnectNetwork, cancellationToken);
        await session.Client.Networks.DisconnectNetworkAsync(network, new() { Container = container, Force = force }, cancellationToken);
    }

    /// <summary><c>docker network rm</c>. The engine's own networks are refused before it is asked (R48).</summary>
    public async Task RemoveAsync(Caller caller, int endpointId, string network, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Network(network), Operation.RemoveNetwork, cancellationToken);
        if (session.Endpoint.Networks?.FirstOrDefault(row => row.Id == network || row.Name == network) is { IsPredefined: true } row)
        {
            throw new PredefinedNetworkException(row.Name);
        }

        await session.Client.Networks.DeleteNetworkAsync(network, cancellationToken);
        await owners.ForgetAsync(endpointId, ResourceType.Network, network, CancellationToken.None);
        session.ReadNetworksAgain();
    }
}

/// <summary>The network is the engine's own.</summary>
internal sealed class PredefinedNetworkException(string network) : TellableException(Sentence(network))
{
    public static string Sentence(string network) => $"{network} was not removed: the engine made it and needs it, so it cannot be removed.";
}
