namespace Portainer.Engine;

/// <summary>Images: changing what is there.</summary>
public sealed partial class ImageOperations
{
    /// <summary><c>docker tag</c>: POST /images/{name}/tag. 400 when the new name is none, 404 without the image.</summary>
    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("repo", parameters.RepositoryName).Add("tag", parameters.Tag);
        return _transport.SendAsync(EngineRequest.Post(Path(name, "/tag"), $"tag image {name}", query), cancellationToken);
    }

    /// <summary>
    /// <c>docker rmi</c>: DELETE /images/{name}. A name that is not the image's only one is merely taken off. 409 when a container
    /// uses it, or an id is given that has several names, and force is off.
    /// </summary>
    public async Task<IReadOnlyList<ImageDeleteResponse>> DeleteImageAsync(
        string name, ImageDeleteParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("force", parameters?.Force ?? false).Add("noprune", parameters?.NoPrune ?? false);
        var request = new EngineRequest(HttpMethod.Delete, Path(name, ""), $"remove image {name}") { Query = query, Patience = Patience.Slow };
        return await _transport.ReadAsync<List<ImageDeleteResponse>>(request, cancellationToken);
    }

    /// <summary><c>docker image prune</c>: POST /images/prune; the dangling ones, or with the filter dangling=false all that no container uses.</summary>
    public Task<ImagesPruneResponse> PruneImagesAsync(Filters? filters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ImagesPruneResponse>(
            EngineRequest.Post("/images/prune", "prune the images", new Query().Add("filters", filters)) with { Patience = Patience.Long },
            cancellationToken);

    /// <summary><c>docker builder prune</c>: POST /build/prune. 404 on Podman.</summary>
    public Task<BuildCachePruneResponse> PruneBuildCacheAsync(
        BuildCachePruneParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query()
            .Add("all", parameters?.All ?? false)
            .Add("keep-storage", parameters?.KeepStorage)
            .Add("reserved-space", parameters?.KeepStorage)
            .Add("filters", parameters?.Filters);
        return _transport.ReadAsync<BuildCachePruneResponse>(
            EngineRequest.Post("/build/prune", "prune the build cache", query) with { Patience = Patience.Long }, cancellationToken);
    }
}
