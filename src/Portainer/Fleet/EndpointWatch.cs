using System.Security.Cryptography;
using System.Text.Json;
using Portainer.Data.Endpoints;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>
/// Owns one endpoint: its client, its connection state and the picture everybody reads. Connects with one full read, follows the engine
/// for as long as the <see cref="EngineConnection"/> holds, and tries again after it. No reader ever waits for the engine, so a dead host slows nobody.
/// </summary>
internal sealed class EndpointWatch : IAsyncDisposable
{
    private readonly DockerClient? _client;
    private readonly PictureReader? _reader;
    private readonly WatchSurroundings _around;
    private readonly LivePicture _picture;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _retryNow = new(0, 1);
    private volatile RefreshQueue? _queue;
    private Task _run = Task.CompletedTask;

    private EndpointWatch(EndpointPicture picture, DockerClient? client, PictureReader? reader, WatchSurroundings around)
    {
        _picture = new(picture, around);
        _client = client;
        _reader = reader;
        _around = around;
        EventLog = new(around.HidingLabels);
    }

    /// <summary>For <see cref="Access.EngineGate"/> only, which does not ask while the endpoint is down.</summary>
    public DockerClient Client => _client ?? throw Picture.Connection.ToException();

    public EndpointPicture Picture => _picture.Now;

    public ChangeSignal Changes => _picture.Changes;

    public EventLog EventLog { get; }

    public static EndpointWatch For(DockerEndpoint endpoint, WatchSurroundings around)
    {
        var now = around.Time.GetUtcNow();
        try
        {
            var client = new DockerClient(EngineOptions.From(endpoint));
            var picture = new EndpointPicture { Endpoint = endpoint, Connection = new(ConnectionState.Connecting, now) };
            return new(picture, client, new(client, around.SelfId, around.Timings, around.Logger), around);
        }
        catch (Exception defect) when (defect is ArgumentException or CryptographicException or DockerConnectionException)
        {
            // Waiting cannot mend what is stored: it stays down, with the reason, until somebody edits the endpoint.
            var connection = new ConnectionStatus(ConnectionState.Down, now, $"The stored settings of {endpoint.Name} cannot be used: {defect.Message} Edit the endpoint.");
            return new(new() { Endpoint = endpoint, Connection = connection }, null, null, around);
        }
    }

    public void Start()
    {
        if (_client is not null && _reader is not null)
        {
            _run = Task.Run(() => RunAsync(_client, _reader, _stop.Token));
        }
    }

    /// <summary>Ends a back-off early: somebody pressed "try now", or an administrator mended the host.</summary>
    public void RetryNow()
    {
        try
        {
            _retryNow.Release();
        }
        catch (Exception needless) when (needless is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody was faster, or the endpoint was just removed.
        }
    }

    /// <summary>Reads the networks again: Podman announces no change of these.</summary>
    public void ReadNetworksAgain()
    {
        try
        {
            _queue?.Add(SlowParts.Networks);
        }
        catch (ObjectDisposedException)
        {
            // The connection has just ended: the next one reads everything.
        }
    }

    /// <summary>Takes over a new name or public address without losing the connection.</summary>
    public void Describe(DockerEndpoint endpoint) => _picture.Update(picture => picture with { Endpoint = endpoint });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        Changes.Complete();
        _client?.Dispose();
        _stop.Dispose();
        _retryNow.Dispose();
    }

    private async Task RunAsync(DockerClient client, PictureReader reader, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            while (true)
            {
                var failure = await ConnectAndFollowAsync(client, reader, () => attempts = 0, cancellationToken);
                await WaitAfterAsync(failure, ++attempts, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Disposed: the only way this ends.
        }
    }

    /// <summary>Returns what ended the connection, or why there was none.</summary>
    private async Task<Exception> ConnectAndFollowAsync(DockerClient client, PictureReader reader, Action connected, CancellationToken cancellationToken)
    {
        try
        {
            using var queue = new RefreshQueue();
            _queue = queue;
            var engineTime = await ConnectAsync(client, reader, cancellationToken);
            connected();
            await new EngineConnection(client, reader, queue, _picture, EventLog, _around).FollowAsync(engineTime, cancellationToken);
            return new DockerConnectionException(ConnectionFailure.Broken, $"{Picture.Endpoint.Name} closed the connection: the engine was stopped or is restarting.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the endpoint is tried again: a watch that died in silence would show an old picture for ever.
            if (failure is not (DockerConnectionException or DockerApiException or IOException or OperationCanceledException or JsonException))
            {
                _around.Logger.LogError(failure, "Endpoint {Endpoint}: unexpected failure of its watch", Picture.Endpoint.Name);
            }

            return failure;
        }
        finally
        {
            _queue = null;
        }
    }

    /// <summary>Up as soon as the containers are known; everything else follows. Returns the engine's own clock, from which events are wanted.</summary>
    private async Task<DateTimeOffset?> ConnectAsync(DockerClient client, PictureReader reader, CancellationToken cancellationToken)
    {
        var ping = await client.System.PingAsync(cancellationToken);
        reader.IsPodman = ping.IsPodman;
        var containers = await reader.ContainersAsync(cancellationToken);
        var now = _around.Time.GetUtcNow();
        _picture.Update(picture => picture with { Connection = new(ConnectionState.Up, now), AsOf = now, Containers = containers });
        _around.Logger.LogInformation("Endpoint {Endpoint}: connected, {Count} containers", Picture.Endpoint.Name, containers.Count);
        return ping.EngineTime;
    }

    private async Task WaitAfterAsync(Exception failure, int attempts, CancellationToken cancellationToken)
    {
        var delay = _around.Timings.RetryAfter(attempts);
        var now = _around.Time.GetUtcNow();
        var kind = failure is DockerConnectionException connection ? connection.Failure : ConnectionFailure.Broken;
        var since = Picture.Connection.State == ConnectionState.Down ? Picture.Connection.Since : now;
        if (Picture.Connection.Cause != failure.Message)
        {
            _around.Logger.LogWarning("Endpoint {Endpoint} is down: {Cause}", Picture.Endpoint.Name, failure.Message);
        }

        _picture.Update(picture => picture with { Connection = new(ConnectionState.Down, since, failure.Message, kind, now + delay, attempts) });
        await _retryNow.WaitAsync(delay, cancellationToken);
    }
}
