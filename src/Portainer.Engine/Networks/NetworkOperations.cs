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

    /// <summary><c>docker network inspect</c>: GET /networks/{id}, with the running containers in it; a name does as well as an id.</summary>
    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<NetworkResponse>(Inspect(id), cancellationToken);

    /// <summary>The same, byte for byte as the engine wrote it, unknown fields and all.</summary>
    public Task<byte[]> InspectNetworkRawAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.ReadBytesAsync(Inspect(id), cancellationToken);

    /// <summary><c>docker network create</c>: POST /networks/create. 409 when the name is taken, 403 for pools that overlap.</summary>
    public Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _transport.ReadAsync<NetworksCreateResponse>(
            EngineRequest.Post("/networks/create", $"create network {parameters.Name}").With(parameters) with { Patience = Patience.Slow },
            cancellationToken);
    }

    /// <summary><c>docker network connect</c>: POST /networks/{id}/connect. 403 when it is connected already.</summary>
    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _transport.SendAsync(
            EngineRequest.Post(Path(id, "/connect"), $"connect container {parameters.Container} to network {id}").With(parameters), cancellationToken);
    }

    /// <summary><c>docker network disconnect</c>: POST /networks/{id}/disconnect.</summary>
    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _transport.SendAsync(
            EngineRequest.Post(Path(id, "/disconnect"), $"disconnect container {parameters.Container} from network {id}").With(parameters),
            cancellationToken);
    }

    /// <summary><c>docker network rm</c>: DELETE /networks/{id}. 403 while a container is in it, and for the predefined ones.</summary>
    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new EngineRequest(HttpMethod.Delete, Path(id, ""), $"remove network {id}"), cancellationToken);

    /// <summary><c>docker network prune</c>: POST /networks/prune; those no container is in.</summary>
    public Task<NetworksPruneResponse> PruneNetworksAsync(Filters? filters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<NetworksPruneResponse>(
            EngineRequest.Post("/networks/prune", "prune the networks", new Query().Add("filters", filters)) with { Patience = Patience.Slow },
            cancellationToken);

    private static EngineRequest Inspect(string id) => EngineRequest.Get(Path(id, ""), $"inspect network {id}");

    private static string Path(string id, string action) => "/networks/" + EngineRequest.Segment(id) + action;
}
