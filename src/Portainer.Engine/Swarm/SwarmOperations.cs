namespace Portainer.Engine;

/// <summary>Swarm objects. Answers 503 on an engine that is no manager, 404 on Podman.</summary>
public sealed class SwarmOperations
{
    private readonly EngineTransport _transport;

    internal SwarmOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker service ls</c>: GET /services.</summary>
    public async Task<IReadOnlyList<SwarmService>> ListServicesAsync(
        ServicesListParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("filters", parameters?.Filters).Add("status", parameters?.Status ?? false);
        return await _transport.ReadAsync<List<SwarmService>>(EngineRequest.Get("/services", "list the services", query), cancellationToken);
    }

    /// <summary><c>docker node ls</c>: GET /nodes.</summary>
    public async Task<IReadOnlyList<NodeListResponse>> ListNodesAsync(
        NodesListParameters? parameters = null, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync<List<NodeListResponse>>(
            EngineRequest.Get("/nodes", "list the nodes", new Query().Add("filters", parameters?.Filters)), cancellationToken);
}
