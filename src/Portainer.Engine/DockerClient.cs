namespace Portainer.Engine;

/// <summary>
/// A client of one engine; keep it for as long as the endpoint exists, it is safe to use from many threads. Calls throw
/// <see cref="DockerApiException"/> when the engine refuses and <see cref="DockerConnectionException"/> when it cannot be reached.
/// </summary>
public sealed class DockerClient : IDisposable
{
    private readonly EngineTransport _transport;

    /// <exception cref="ArgumentException">The endpoint is no address.</exception>
    public DockerClient(DockerClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new(options);
        Containers = new(_transport);
        Exec = new(_transport);
        System = new(_transport);
        Images = new(_transport);
        Networks = new(_transport);
        Volumes = new(_transport);
        Swarm = new(_transport);
        Tasks = new(_transport);
    }

    public ContainerOperations Containers { get; }

    public ExecOperations Exec { get; }

    public SystemOperations System { get; }

    public ImageOperations Images { get; }

    public NetworkOperations Networks { get; }

    public VolumeOperations Volumes { get; }

    public SwarmOperations Swarm { get; }

    public TasksOperations Tasks { get; }

    /// <summary>The version spoken with the engine; null before the first call.</summary>
    public Version? ApiVersion => _transport.Versions.Current;

    /// <summary>Asks the engine which versions it speaks. Implicit before the first call; again after an engine came back, since it may have been upgraded.</summary>
    public Task NegotiateAsync(CancellationToken cancellationToken = default) => _transport.Versions.AskAsync(cancellationToken);

    /// <summary>
    /// Passes a request on as it is: no error statuses thrown, no time limit on the body. <paramref name="pathAndQuery"/> starts
    /// with a slash and carries its own version prefix or none.
    /// </summary>
    public async Task<HttpResponseMessage> SendRawAsync(
        HttpMethod method, string pathAndQuery, HttpContent? content = null, CancellationToken cancellationToken = default)
    {
        using var message = _transport.Message(method, pathAndQuery);
        message.Content = content;
        return await _transport.SendMessageAsync(message, Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>The same with headers, and with a body that is streamed. An engine that refuses a body half way is heard.</summary>
    /// <exception cref="DockerConnectionException">With the reason.</exception>
    public async Task<HttpResponseMessage> SendRawAsync(RawRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = _transport.Message(request.Method, request.PathAndQuery);
        message.Content = request.Content();
        message.Headers.ExpectContinue = request.ExpectsContinue;
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return await _transport.SendMessageAsync(message, Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>Passes on a request that asks for the connection itself (attach, exec, build sessions), on a connection of its own.</summary>
    /// <exception cref="DockerConnectionException">With the reason.</exception>
    public Task<UpgradedConnection> UpgradeRawAsync(RawRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HijackedConnection.OpenRawAsync(_transport, request, cancellationToken);
    }

    /// <summary>
    /// A bare connection, TLS included, for requests that take it over and are passed on as they are. Dispose it.
    /// </summary>
    /// <exception cref="DockerConnectionException">With the reason.</exception>
    public ValueTask<Stream> ConnectRawAsync(CancellationToken cancellationToken = default) => _transport.Connector.ConnectAsync(cancellationToken);

    public void Dispose() => _transport.Dispose();
}
