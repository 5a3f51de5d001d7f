using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Shell;

/// <summary>A <see cref="LivePage"/> of one endpoint, named by its route.</summary>
public abstract class EndpointPage : LivePage
{
    /// <summary>Id of the endpoint, from the route.</summary>
    [Parameter]
    public int Endpoint { get; set; }

    /// <summary>The endpoint as the caller may see it; null when there is none for this caller.</summary>
    private protected EndpointView? View { get; private set; }

    private protected override int? Followed => Endpoint;

    private protected override void Look() => View = Gate.View(Caller, Endpoint);

    private protected bool Allows(Operation operation) => AccessPolicy.Allows(Caller, Endpoint, operation);
}
