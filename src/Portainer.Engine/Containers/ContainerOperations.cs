namespace Portainer.Engine;

/// <summary>Containers: reading them.</summary>
public sealed partial class ContainerOperations
{
    private readonly EngineTransport _transport;

    internal ContainerOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker ps</c>: GET /containers/json.</summary>
    public async Task<IReadOnlyList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        parameters ??= new();
        var query = new Query()
            .Add("all", parameters.All)
            .Add("limit", parameters.Limit)
            .Add("size", parameters.Size)
            .Add("filters", parameters.Filters);
        return await _transport.ReadAsync<List<ContainerListResponse>>(
            EngineRequest.Get("/containers/json", "list the containers", query) with { Patience = parameters.Size ? Slow : null }, cancellationToken);
    }

    /// <summary><c>docker inspect</c>: GET /containers/{id}/json; a name does as well as an id.</summary>
    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ContainerInspectResponse>(Inspect(id), cancellationToken);

    /// <summary>The same, byte for byte as the engine wrote it, unknown fields and all.</summary>
    public Task<byte[]> InspectContainerRawAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.ReadBytesAsync(Inspect(id), cancellationToken);

    /// <summary><c>docker top</c>: GET /containers/{id}/top. 409 when it does not run.</summary>
    public Task<ContainerProcessesResponse> ListProcessesAsync(
        string id, ContainerListProcessesParameters? parameters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ContainerProcessesResponse>(
            EngineRequest.Get(Path(id, "/top"), $"list the processes of container {id}", new Query().Add("ps_args", parameters?.PsArgs)),
            cancellationToken);

    /// <summary><c>docker diff</c>: GET /containers/{id}/changes. Walks the container's files, so it may take long.</summary>
    public async Task<IReadOnlyList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync<List<ContainerFileSystemChangeResponse>>(
            EngineRequest.Get(Path(id, "/changes"), $"list the changed files of container {id}") with { Patience = Slow }, cancellationToken);

    private static EngineRequest Inspect(string id) => EngineRequest.Get(Path(id, "/json"), $"inspect container {id}");

    private static string Path(string id, string action) => "/containers/" + EngineRequest.Segment(id) + action;
}
