using System.Net;

namespace Portainer.Engine;

/// <summary>Containers: their files, as archives.</summary>
public sealed partial class ContainerOperations
{
    /// <summary>
    /// <c>docker commit</c>: POST /commit; a new image of the container's files. By default the container is paused meanwhile.
    /// </summary>
    public Task<CommitContainerChangesResponse> CommitContainerChangesAsync(
        CommitContainerChangesParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query()
            .Add("container", parameters.ContainerID)
            .Add("repo", parameters.RepositoryName)
            .Add("tag", parameters.Tag)
            .Add("comment", parameters.Comment)
            .Add("author", parameters.Author)
            .AddSwitch("pause", parameters.Pause)
            .Add("changes", parameters.Changes);
        return _transport.ReadAsync<CommitContainerChangesResponse>(
            EngineRequest.Post("/commit", $"make an image of container {parameters.ContainerID}", query) with
            {
                // The container's own configuration; Podman wants a body.
                Body = "null"u8.ToArray(),
                Patience = Patience.Long,
            },
            cancellationToken);
    }

    /// <summary><c>docker export</c>: GET /containers/{id}/export; a tar of all its files. Dispose it to end the request.</summary>
    public Task<Stream> ExportContainerAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.OpenStreamAsync(
            EngineRequest.Get(Path(id, "/export"), $"export container {id}") with { Patience = Patience.Long }, cancellationToken);

    /// <summary><c>docker cp CONTAINER:PATH -</c>: GET /containers/{id}/archive. 404 without the container or the path.</summary>
    public async Task<GetArchiveFromContainerResponse> GetArchiveFromContainerAsync(
        string id, string path, CancellationToken cancellationToken = default)
    {
        var request = EngineRequest.Get(Path(id, "/archive"), $"read {path} of container {id}", new Query().Add("path", path));
        var response = await _transport.OpenAsync(request with { Patience = Patience.Slow }, cancellationToken);
        return new(ContainerPathStatHeader.Read(response), await _transport.StreamOfAsync(response, cancellationToken));
    }

    /// <summary>HEAD /containers/{id}/archive: what a path is, following nothing. 404 without the container or the path.</summary>
    public async Task<ContainerPathStat> GetArchiveStatAsync(string id, string path, CancellationToken cancellationToken = default)
    {
        var operation = $"look at {path} of container {id}";
        var request = new EngineRequest(HttpMethod.Head, Path(id, "/archive"), operation) { Query = new Query().Add("path", path) };
        try
        {
            using var response = await _transport.OpenAsync(request, cancellationToken);
            return ContainerPathStatHeader.Read(response);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // The answer to a HEAD has no body to give the reason in.
            throw new DockerApiException(exception.StatusCode, "there is no such container, or no such path in it.", operation, exception);
        }
    }

    /// <summary>
    /// <c>docker cp - CONTAINER:PATH</c>: PUT /containers/{id}/archive; unpacks a tar (which may be compressed) into a folder that
    /// exists. 404 without container or folder, 403 for a read-only file system.
    /// </summary>
    public Task ExtractArchiveToContainerAsync(
        string id, ContainerPathStatParameters parameters, Stream tar, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(tar);
        var query = new Query()
            .Add("path", parameters.Path)
            .Add("noOverwriteDirNonDir", !parameters.AllowOverwriteDirWithFile)
            .Add("copyUIDGID", parameters.CopyUIDGID);
        var request = new EngineRequest(HttpMethod.Put, Path(id, "/archive"), $"copy files to {parameters.Path} of container {id}")
        {
            Query = query,
            Patience = Patience.Slow,
        };
        return _transport.SendAsync(request.With(tar), cancellationToken);
    }

    /// <summary><c>docker container prune</c>: POST /containers/prune; all that do not run.</summary>
    public Task<ContainersPruneResponse> PruneContainersAsync(Filters? filters = null, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ContainersPruneResponse>(
            EngineRequest.Post("/containers/prune", "prune the containers", new Query().Add("filters", filters)) with { Patience = Patience.Long },
            cancellationToken);
}
