namespace Portainer.Engine;

/// <summary>Images: bringing them in and out.</summary>
public sealed partial class ImageOperations
{
    /// <summary>
    /// <c>docker pull</c>: POST /images/create. Without a tag or digest it is "latest", never all tags. Failures before the first
    /// byte are exceptions (404 no such image, 500 registry refused), later ones items with an ErrorMessage.
    /// </summary>
    public IAsyncEnumerable<JSONMessage> CreateImageAsync(
        ImagesCreateParameters parameters, AuthConfig? auth = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (image, tag) = RepositoryAndTag(parameters.FromImage, parameters.Tag);
        var query = new Query().Add("fromImage", image).Add("tag", tag).Add("platform", parameters.Platform);
        return Progress(EngineRequest.Post("/images/create", $"pull {parameters.FromImage}", query), auth, cancellationToken);
    }

    /// <summary>
    /// <c>docker import</c>: POST /images/create?fromSrc=-. The file system in <paramref name="tar"/> (which may be compressed)
    /// becomes an image; its ID is the Status of the last item.
    /// </summary>
    public IAsyncEnumerable<JSONMessage> ImportImageAsync(
        ImagesImportParameters parameters, Stream tar, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(tar);
        var query = new Query()
            .Add("fromSrc", "-")
            // Podman does not look at a tag of its own here.
            .Add("repo", string.IsNullOrEmpty(parameters.Tag) ? parameters.Repository : $"{parameters.Repository}:{parameters.Tag}")
            .Add("message", parameters.Message)
            .Add("changes", parameters.Changes)
            .Add("platform", parameters.Platform);
        return Progress(EngineRequest.Post("/images/create", "import the archive", query).With(tar), cancellationToken);
    }

    /// <summary><c>docker push</c>: POST /images/{name}/push. Without a tag it is "latest", never all tags. 404 without the image.</summary>
    public IAsyncEnumerable<JSONMessage> PushImageAsync(
        string name, ImagePushParameters? parameters = null, AuthConfig? auth = null, CancellationToken cancellationToken = default)
    {
        var (image, tag) = RepositoryAndTag(name, parameters?.Tag);
        var platform = parameters?.Platform is { Length: > 0 } text ? Platform.Parse(text) : null;
        var query = new Query().Add("tag", tag).AddJson("platform", platform);
        return Progress(EngineRequest.Post(Path(image, "/push"), $"push {name}", query), auth, cancellationToken);
    }

    /// <summary><c>docker save</c>: GET /images/get; a tar of the images with all their layers. Dispose it to end the request.</summary>
    public Task<Stream> SaveImagesAsync(string[] names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = EngineRequest.Get("/images/get", $"save {string.Join(", ", names)}", new Query().Add("names", names));
        return _transport.OpenStreamAsync(request with { Patience = Patience.Long }, cancellationToken);
    }

    /// <summary><c>docker load</c>: POST /images/load; the images of a saved tar, which may be compressed.</summary>
    public IAsyncEnumerable<JSONMessage> LoadImageAsync(Stream tar, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tar);
        return Progress(EngineRequest.Post("/images/load", "load the archive", new Query().Add("quiet", "0")).With(tar), cancellationToken);
    }

    // Engines take a name without a tag for all its tags.
    private static (string Repository, string? Tag) RepositoryAndTag(string name, string? tag) =>
        !string.IsNullOrEmpty(tag) ? (name, tag)
        : ImageReference.TryParse(name, out var reference) ? (reference.FamiliarName, reference.Digest ?? reference.Tag)
        : (name, null);

    private IAsyncEnumerable<JSONMessage> Progress(EngineRequest request, AuthConfig? auth, CancellationToken cancellationToken) =>
        Progress(request with { Headers = [AuthConfig.Header(auth)] }, cancellationToken);

    private IAsyncEnumerable<JSONMessage> Progress(EngineRequest request, CancellationToken cancellationToken) =>
        JsonObjects.OpenAsync<JSONMessage>(_transport, request with { IsStream = true, Patience = request.Patience ?? Patience.Long }, cancellationToken);
}
