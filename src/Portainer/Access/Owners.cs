using Portainer.Data.AccessControl;

namespace Portainer.Access;

/// <summary>Notes whose things are whose: when one is made, takes another's place, or goes.</summary>
internal sealed class Owners(ResourceControlStore controls, AccessReader rights)
{
    /// <summary>
    /// Makes what somebody has just made theirs alone. What people make who see everything stays with the administrators, unless it
    /// belongs to a stack of somebody's.
    /// </summary>
    /// <returns>The control; null when none is needed.</returns>
    public Task<ResourceControl?> ClaimAsync(Caller caller, int endpointId, ResourceType type, string id, CancellationToken cancellationToken) =>
        ClaimAsync(caller, endpointId, null, type, id, cancellationToken);

    /// <summary>The same for what may belong to a whole Swarm.</summary>
    public async Task<ResourceControl?> ClaimAsync(
        Caller caller, int endpointId, string? clusterId, ResourceType type, string id, CancellationToken cancellationToken)
    {
        if (caller.RoleOn(endpointId) is not { } role || role.SeesEverything())
        {
            return null;
        }

        var realm = clusterId is null ? Realms.OfEndpoint(endpointId) : Realms.OfCluster(clusterId);
        var control = await controls.FindOrCreateAsync(realm, type, id, Ownership.Private(caller.UserId), cancellationToken);
        await rights.ReadAgainAsync(cancellationToken);
        return control;
    }

    /// <summary>A thing took another's place and keeps its owner.</summary>
    public async Task MoveAsync(int endpointId, ResourceType type, string from, string to, CancellationToken cancellationToken)
    {
        if (await controls.MoveAsync(Realms.OfEndpoint(endpointId), type, from, to, cancellationToken))
        {
            await rights.ReadAgainAsync(cancellationToken);
        }
    }

    /// <summary>A thing is gone. One of the same name that is made later is nobody's.</summary>
    public Task ForgetAsync(int endpointId, ResourceType type, string id, CancellationToken cancellationToken) =>
        ForgetAsync(endpointId, null, type, id, cancellationToken);

    /// <summary>The same for what may belong to a whole Swarm.</summary>
    public async Task ForgetAsync(int endpointId, string? clusterId, ResourceType type, string id, CancellationToken cancellationToken)
    {
        var isGone = await controls.DeleteAsync(Realms.OfEndpoint(endpointId), type, id, cancellationToken);
        if ((clusterId is not null && await controls.DeleteAsync(Realms.OfCluster(clusterId), type, id, cancellationToken)) || isGone)
        {
            await rights.ReadAgainAsync(cancellationToken);
        }
    }
}
