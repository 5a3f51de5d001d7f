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
}
