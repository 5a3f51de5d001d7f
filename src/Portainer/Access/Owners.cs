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
    public async Task<ResourceControl?> ClaimAsync(Caller caller, int endpointId, ResourceType type, string id, CancellationToken cancellationToken)
    {
        if (caller.RoleOn(endpointId) is not { } role || role.SeesEverything())
        {
            return null;
        }

        var control = await controls.FindOrCreateAsync(Realms.OfEndpoint(endpointId), type, id, Ownership.Private(caller.UserId), cancellationToken);
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
    public async Task ForgetAsync(int endpointId, ResourceType type, string id, CancellationToken cancellationToken)
    {
        if (await controls.DeleteAsync(Realms.OfEndpoint(endpointId), type, id, cancellationToken))
        {
            await rights.ReadAgainAsync(cancellationToken);
        }
    }
}
