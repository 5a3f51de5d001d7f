namespace Portainer.Engine;

/// <summary>Images: reading them.</summary>
public sealed partial class ImageOperations
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
        _transport.ReadAsync<ImageInspectResponse>(Inspect(name), cancellationToken);

    /// <summary>The same, byte for byte as the engine wrote it, unknown fields and all.</summary>
    public Task<byte[]> InspectImageRawAsync(string name, CancellationToken cancellationToken = default) =>
        _transport.ReadBytesAsync(Inspect(name), cancellationToken);

    /// <summary><c>docker history</c>: GET /images/{name}/history; the newest layer first.</summary>
    public async Task<IReadOnlyList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync<List<ImageHistoryResponse>>(
            EngineRequest.Get(Path(name, "/history"), $"read the history of image {name}"), cancellationToken);

    /// <summary><c>docker search</c>: GET /images/search; the engine asks Docker Hub, or the registry the term begins with.</summary>
    public async Task<IReadOnlyList<ImageSearchResponse>> SearchImagesAsync(
        ImagesSearchParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("term", parameters.Term).Add("limit", parameters.Limit).Add("filters", parameters.Filters);
        return await _transport.ReadAsync<List<ImageSearchResponse>>(
            EngineRequest.Get("/images/search", $"search for {parameters.Term}", query) with { Patience = Patience.Slow }, cancellationToken);
    }

    /// <summary>
    /// GET /distribution/{name}/json: the engine asks the registry what it has under the name, without pulling. 404 on Podman;
    /// 401 or 403 without the right account.
    /// </summary>
    public Task<DistributionInspectResponse> InspectDistributionAsync(
        string name, AuthConfig? auth = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<DistributionInspectResponse>(
            EngineRequest.Get($"/distribution/{EngineRequest.Image(name)}/json", $"ask the registry about {name}") with
            {
                Headers = [AuthConfig.Header(auth)],
                Patience = Patience.Slow,
            },
            cancellationToken);

    private static EngineRequest Inspect(string name) => EngineRequest.Get(Path(name, "/json"), $"inspect image {name}");

    private static string Path(string name, string action) => "/images/" + EngineRequest.Image(name) + action;
}
