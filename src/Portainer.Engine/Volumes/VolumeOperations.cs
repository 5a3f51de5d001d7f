namespace Portainer.Engine;

/// <summary>Volumes.</summary>
public sealed class VolumeOperations
{
    private readonly EngineTransport _transport;

    internal VolumeOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker volume ls</c>: GET /volumes.</summary>
    public Task<VolumesListResponse> ListAsync(VolumesListParameters? parameters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<VolumesListResponse>(
            EngineRequest.Get("/volumes", "list the volumes", new Query().Add("filters", parameters?.Filters)), cancellationToken);

    /// <summary><c>docker volume inspect</c>: GET /volumes/{name}.</summary>
    public Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<VolumeResponse>(Inspect(name), cancellationToken);

    /// <summary>The same, byte for byte as the engine wrote it, unknown fields and all.</summary>
    public Task<byte[]> InspectRawAsync(string name, CancellationToken cancellationToken = default) =>
        _transport.ReadBytesAsync(Inspect(name), cancellationToken);

    /// <summary><c>docker volume create</c>: POST /volumes/create. A local volume of that name with the same options is answered as if it were new.</summary>
    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var operation = parameters.Name is null ? "create a volume" : $"create volume {parameters.Name}";
        return _transport.ReadAsync<VolumeResponse>(
            EngineRequest.Post("/volumes/create", operation).With(parameters) with { Patience = Patience.Slow }, cancellationToken);
    }

    /// <summary>
    /// <c>docker volume rm</c>: DELETE /volumes/{name}. 409 while a container uses it. <paramref name="force"/>: no error when it is
    /// not there.
    /// </summary>
    public Task RemoveAsync(string name, bool force = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new EngineRequest(HttpMethod.Delete, Path(name), $"remove volume {name}")
            {
                Query = new Query().Add("force", force),
                Patience = Patience.Slow,
            },
            cancellationToken);

    /// <summary>
    /// <c>docker volume prune</c>: POST /volumes/prune; those no container uses. From API 1.42 only the anonymous ones, unless the
    /// filter all=true is given, which older engines refuse.
    /// </summary>
    public Task<VolumesPruneResponse> PruneAsync(Filters? filters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<VolumesPruneResponse>(
            EngineRequest.Post("/volumes/prune", "prune the volumes", new Query().Add("filters", filters)) with { Patience = Patience.Long },
            cancellationToken);

    private static EngineRequest Inspect(string name) => EngineRequest.Get(Path(name), $"inspect volume {name}");

    private static string Path(string name) => "/volumes/" + EngineRequest.Segment(name);
}
