namespace Portainer.Engine;

/// <summary>Containers: their streams.</summary>
public sealed partial class ContainerOperations
{
    /// <summary>
    /// <c>docker logs</c>: GET /containers/{id}/logs. <paramref name="tty"/> is the container's Config.Tty: engines before API 1.42
    /// do not say which form they send. Fails for log drivers that cannot be read.
    /// </summary>
    public async Task<ContainerLogStream> GetContainerLogsAsync(
        string id, bool tty, ContainerLogsParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        parameters ??= new();
        var query = new Query()
            .Add("stdout", parameters.ShowStdout)
            .Add("stderr", parameters.ShowStderr)
            .Add("since", EngineTimestamp.Normalise(parameters.Since))
            .Add("until", EngineTimestamp.Normalise(parameters.Until))
            .Add("timestamps", parameters.Timestamps)
            .Add("follow", parameters.Follow)
            .Add("tail", parameters.Tail);
        var response = await _transport.OpenAsync(
            EngineRequest.Get(Path(id, "/logs"), $"read the log of container {id}", query) with { IsStream = parameters.Follow }, cancellationToken);
        return new(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            tty,
            response,
            (exception, token) => ExchangeFailures.NameAsync(exception, _transport.Connector, token));
    }

    /// <summary><c>docker stats</c>: GET /containers/{id}/stats; a sample a second until cancelled, or one. Ends when the container is removed.</summary>
    public IAsyncEnumerable<ContainerStatsResponse> GetContainerStatsAsync(
        string id, ContainerStatsParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        parameters ??= new();
        return JsonObjects.OpenAsync<ContainerStatsResponse>(_transport, StatsRequest(id, parameters.Stream, parameters.OneShot), cancellationToken);
    }

    /// <summary>The same, a sample a second, reduced to what <c>docker stats</c> shows: costs a tenth of the whole samples.</summary>
    public IAsyncEnumerable<ContainerUsage> GetContainerUsageAsync(string id, CancellationToken cancellationToken = default) =>
        JsonObjects.OpenAsync(_transport, StatsRequest(id, stream: true, oneShot: false), UsageStream.ReadAsync, cancellationToken);

    /// <summary><c>docker attach</c>: POST /containers/{id}/attach. <paramref name="tty"/> is the container's Config.Tty.</summary>
    public Task<MultiplexedStream> AttachContainerAsync(
        string id, bool tty, ContainerAttachParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query()
            .Add("stream", parameters.Stream)
            .Add("stdin", parameters.Stdin)
            .Add("stdout", parameters.Stdout)
            .Add("stderr", parameters.Stderr)
            .Add("logs", parameters.Logs)
            .Add("detachKeys", parameters.DetachKeys);
        return HijackedConnection.OpenAsync(
            _transport, EngineRequest.Post(Path(id, "/attach"), $"attach to container {id}", query), tty, cancellationToken);
    }

    private static EngineRequest StatsRequest(string id, bool stream, bool oneShot)
    {
        var query = new Query().Add("stream", stream ? "1" : "0").Add("one-shot", !stream && oneShot);
        return EngineRequest.Get(Path(id, "/stats"), $"read the statistics of container {id}", query) with { IsStream = true };
    }
}
