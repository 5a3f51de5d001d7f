namespace Portainer.Engine;

/// <summary>Images.</summary>
public sealed class ImageOperations
{
    private readonly EngineTransport _transport;

    internal ImageOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker image ls</c>: GET /images/json.</summary>
    public async Task<IReadOnlyList<ImagesListResponse>> ListImagesAsync(
        ImagesListParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query()
            .Add("all", parameters?.All ?? false)
            .Add("digests", parameters?.Digests ?? false)
            .Add("filters", parameters?.Filters);
        return await _transport.ReadAsync<List<ImagesListResponse>>(EngineRequest.Get("/images/json", "list the images", query), cancellationToken);
    }

    /// <summary><c>docker image inspect</c>: GET /images/{name}/json; an id, tag or digest.</summary>
    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ImageInspectResponse>(
            EngineRequest.Get($"/images/{EngineRequest.Segment(name)}/json", $"inspect image {name}"), cancellationToken);
}
