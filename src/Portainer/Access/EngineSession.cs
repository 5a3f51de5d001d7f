using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>What the gate hands out: a client for one endpoint, good for the operation that was asked for, and the caller's view of the endpoint.</summary>
internal sealed class EngineSession(DockerClient client, EndpointView view, Action readNetworksAgain)
{
    /// <summary>The endpoint's client. Owned by its watch: do not dispose it.</summary>
    public DockerClient Client { get; } = client;

    /// <summary>The endpoint as this caller may see it.</summary>
    public EndpointView Endpoint { get; } = view;

    /// <summary>Has the picture's networks read again soon: after a change that not every engine announces.</summary>
    public void ReadNetworksAgain() => readNetworksAgain();
}
