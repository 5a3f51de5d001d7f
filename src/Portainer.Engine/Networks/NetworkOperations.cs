namespace Portainer.Engine;

/// <summary>Networks.</summary>
public sealed class NetworkOperations
{
    private readonly EngineTransport _transport;

    internal NetworkOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker network ls</c>: GET /networks.</summary>
    public async Task<IReadOnlyList<NetworkResponse>> ListNetworksAsync(
        NetworksListParameters? parameters = null, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync<List<NetworkResponse>>(
            EngineRequest.Get("/networks", "list the networks", new Query().Add("filters", parameters?.Filters)), cancellationToken);
}
