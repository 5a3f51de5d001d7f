namespace Portainer.Engine;

/// <summary>Containers: changing them.</summary>
public sealed partial class ContainerOperations
{
    /// <summary>For what may keep an engine busy on slow disks or with stubborn processes; the caller's token ends it sooner.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(2);

    /// <summary><c>docker create</c>: POST /containers/create. 404 when the image is not there.</summary>
    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("name", parameters.Name).Add("platform", parameters.Platform);
        var operation = parameters.Name is null ? $"create a container of {parameters.Image}" : $"create container {parameters.Name}";
        return _transport.ReadAsync<CreateContainerResponse>(
            EngineRequest.Post("/containers/create", operation, query).With(parameters) with { Patience = Slow }, cancellationToken);
    }

    /// <summary><c>docker start</c>: POST /containers/{id}/start. Already running is no error.</summary>
    public Task StartContainerAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "start", patience: Slow, cancellationToken: cancellationToken);

    /// <summary><c>docker stop</c>: POST /containers/{id}/stop; answers when it has stopped. Already stopped is no error.</summary>
    public Task StopContainerAsync(string id, ContainerStopParameters? parameters = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            "stop",
            new Query().Add("t", parameters?.WaitBeforeKillSeconds).Add("signal", parameters?.Signal),
            Grace(parameters?.WaitBeforeKillSeconds),
            cancellationToken);

    /// <summary><c>docker restart</c>: POST /containers/{id}/restart.</summary>
    public Task RestartContainerAsync(string id, ContainerRestartParameters? parameters = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id, "restart", new Query().Add("t", parameters?.WaitBeforeKillSeconds), Grace(parameters?.WaitBeforeKillSeconds), cancellationToken);

    /// <summary><c>docker kill</c>: POST /containers/{id}/kill. 409 when it does not run (500 on Podman).</summary>
    public Task KillContainerAsync(string id, ContainerKillParameters? parameters = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "kill", new Query().Add("signal", parameters?.Signal), cancellationToken: cancellationToken);

    /// <summary><c>docker pause</c>: POST /containers/{id}/pause.</summary>
    public Task PauseContainerAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "pause", cancellationToken: cancellationToken);

    /// <summary><c>docker unpause</c>: POST /containers/{id}/unpause.</summary>
    public Task UnpauseContainerAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "unpause", cancellationToken: cancellationToken);

    /// <summary><c>docker rename</c>: POST /containers/{id}/rename. 409 when the name is taken (500 on Podman).</summary>
    public Task RenameContainerAsync(string id, ContainerRenameParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ChangeAsync(id, "rename", new Query().Add("name", parameters.NewName), cancellationToken: cancellationToken);
    }

    /// <summary><c>docker rm</c>: DELETE /containers/{id}. 409 when it runs and force is off.</summary>
    public Task RemoveContainerAsync(string id, ContainerRemoveParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query()
            .Add("v", parameters?.RemoveVolumes ?? false)
            .Add("force", parameters?.Force ?? false)
            .Add("link", parameters?.RemoveLinks ?? false);
        return _transport.SendAsync(
            new EngineRequest(HttpMethod.Delete, Path(id, ""), $"remove container {id}") { Query = query, Patience = Slow }, cancellationToken);
    }

    /// <summary><c>docker update</c>: POST /containers/{id}/update. 404 on Podman before 5.</summary>
    public Task<ContainerUpdateResponse> UpdateContainerAsync(
        string id, ContainerUpdateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _transport.ReadAsync<ContainerUpdateResponse>(
            EngineRequest.Post(Path(id, "/update"), $"update container {id}").With(parameters), cancellationToken);
    }

    /// <summary><c>docker wait</c>: POST /containers/{id}/wait; answers when the condition is met, however long that takes.</summary>
    public Task<ContainerWaitResponse> WaitContainerAsync(
        string id, ContainerWaitCondition condition = ContainerWaitCondition.NotRunning, CancellationToken cancellationToken = default)
    {
        var name = condition switch
        {
            ContainerWaitCondition.NextExit => "next-exit",
            ContainerWaitCondition.Removed => "removed",
            _ => "not-running",
        };
        var request = EngineRequest.Post(Path(id, "/wait"), $"wait for container {id}", new Query().Add("condition", name));
        return _transport.ReadAsync<ContainerWaitResponse>(request with { Patience = Timeout.InfiniteTimeSpan }, cancellationToken);
    }

    /// <summary>POST /containers/{id}/resize: the size of an attached terminal.</summary>
    public Task ResizeContainerTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ChangeAsync(id, "resize", new Query().Add("h", parameters.Height).Add("w", parameters.Width), cancellationToken: cancellationToken);
    }

    private static TimeSpan Grace(uint? seconds) => Slow + TimeSpan.FromSeconds(seconds ?? 0);

    private Task ChangeAsync(
        string id, string action, Query? query = null, TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            EngineRequest.Post(Path(id, "/" + action), $"{action} container {id}", query) with { Patience = patience }, cancellationToken);
}
