using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>What the gate hands out: a client for one endpoint, good for the operation that was asked for, and the caller's view of the endpoint.</summary>
internal sealed class EngineSession(DockerClient client, EndpointView view, string? ownContainer, Action readNetworksAgain)
{
    /// <summary>The endpoint's client. Owned by its watch: do not dispose it.</summary>
    public DockerClient Client { get; } = client;

    /// <summary>The endpoint as this caller may see it.</summary>
    public EndpointView Endpoint { get; } = view;

    /// <summary>Whether this console runs in the container with this id (R28).</summary>
    public bool IsOwn(string id) => id == ownContainer;

    /// <summary>
    /// The same for whatever the engine takes for a container: a name, an id or the beginning of one. The picture may be older than the name, so the engine is asked.
    /// </summary>
    public async Task<bool> IsOwnAsync(string container, CancellationToken cancellationToken) =>
        ownContainer is not null && IsOwn((await Client.Containers.InspectContainerAsync(container, cancellationToken)).ID);

    /// <summary>What the engine knows the thing by that was asked for; empty when none was.</summary>
    public string Target { get; private init; } = "";

    internal EngineSession For(string target) => new(Client, Endpoint, ownContainer, ReadNetworksAgain) { Target = target };

    /// <summary>Has the picture's networks read again soon: after a change that not every engine announces.</summary>
    public void ReadNetworksAgain() => readNetworksAgain();
}
