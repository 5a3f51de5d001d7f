using Portainer.Access;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;

namespace Portainer.Endpoints;

/// <summary>What people who are not administrators may ask for on an endpoint. What is changed is in force when a call returns.</summary>
internal sealed class SecurityActions(EndpointSecurityStore store, EndpointStore endpoints, AccessReader rights)
{
    /// <returns>The endpoint's name, and its settings.</returns>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public async Task<(string Name, EndpointSecurity Security)> FindAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageAccess);
        var endpoint = await endpoints.FindAsync(endpointId, cancellationToken) ?? throw new EndpointNotFoundException(endpointId);
        return (endpoint.Name, await store.GetAsync(endpointId, cancellationToken));
    }

    /// <exception cref="MissingRowException">There is no such endpoint.</exception>
    public async Task SaveAsync(Caller caller, int endpointId, EndpointSecurity security, CancellationToken cancellationToken)
    {
        EngineGate.Demand(caller, Operation.ManageAccess);
        await store.SetAsync(endpointId, security, cancellationToken);
        await rights.ReadAgainAsync(CancellationToken.None);
    }
}
