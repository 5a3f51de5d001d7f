namespace Portainer.Engine;

/// <summary>Processes started in running containers.</summary>
public sealed class ExecOperations
{
    private readonly EngineTransport _transport;

    internal ExecOperations(EngineTransport transport) => _transport = transport;

    /// <summary><c>docker exec</c>, first half: POST /containers/{id}/exec. 409 when the container does not run or is paused.</summary>
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _transport.ReadAsync<ContainerExecCreateResponse>(
            EngineRequest.Post($"/containers/{EngineRequest.Segment(id)}/exec", $"run {string.Join(' ', parameters.Cmd)} in container {id}").With(parameters),
            cancellationToken);
    }

    /// <summary>
    /// <c>docker exec</c>, second half: POST /exec/{id}/start. <paramref name="tty"/> as given to create. A program that cannot be
    /// started is told in the output, and by exit code 126 or 127.
    /// </summary>
    public Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken cancellationToken = default) =>
        HijackedConnection.OpenAsync(_transport, Start(id).With(new ExecStart { Tty = tty }), tty, cancellationToken);

    /// <summary><c>docker exec -d</c>: POST /exec/{id}/start, detached.</summary>
    public Task StartContainerExecAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Start(id).With(new ExecStart { Detach = true }), cancellationToken);

    /// <summary>POST /exec/{id}/resize.</summary>
    public Task ResizeContainerExecTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("h", parameters.Height).Add("w", parameters.Width);
        return _transport.SendAsync(EngineRequest.Post(Path(id, "/resize"), "resize the terminal", query), cancellationToken);
    }

    /// <summary>GET /exec/{id}/json.</summary>
    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<ContainerExecInspectResponse>(EngineRequest.Get(Path(id, "/json"), $"inspect exec {id}"), cancellationToken);

    private static EngineRequest Start(string id) => EngineRequest.Post(Path(id, "/start"), $"start exec {id}");

    private static string Path(string id, string action) => "/exec/" + EngineRequest.Segment(id) + action;
}
