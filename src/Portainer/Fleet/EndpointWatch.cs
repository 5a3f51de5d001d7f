using System.Security.Cryptography;
using System.Text.Json;
using Portainer.Data.Endpoints;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>
/// Owns one endpoint: its client, its connection state and the picture everybody reads. One full read, then the engine's events,
/// each answered by one coalesced re-read; a heartbeat notices engines that fall silent; a slow reconcile mends what events cannot tell.
/// No reader ever waits for the engine, so a dead host slows nobody.
/// </summary>
internal sealed class EndpointWatch : IAsyncDisposable
{
    private readonly DockerClient? _client;
    private readonly PictureReader? _reader;
    private readonly WatchTimings _timings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChangeSignal _fleetChanges;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _retryNow = new(0, 1);
    private readonly Lock _gate = new();
    private volatile EndpointPicture _picture;
    private volatile RefreshQueue? _queue;
    private Task _run = Task.CompletedTask;

    private EndpointWatch(EndpointPicture picture, DockerClient? client, PictureReader? reader, WatchSurroundings around)
    {
        _picture = picture;
        _client = client;
        _reader = reader;
        (_timings, _, var hidingLabels, _fleetChanges, _time, _logger) = around;
        Changes = new(_time);
        EventLog = new(hidingLabels);
    }

    /// <summary>For <see cref="Access.EngineGate"/> only, which does not ask while the endpoint is down.</summary>
    public DockerClient Client => _client ?? throw _picture.Connection.ToException();

    public EndpointPicture Picture => _picture;

    public ChangeSignal Changes { get; }

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
        if (_retryNow.CurrentCount == 0)
        {
            _retryNow.Release();
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
    public void Describe(DockerEndpoint endpoint) => Update(picture => picture with { Endpoint = endpoint });

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
            await FollowAsync(client, reader, queue, engineTime, cancellationToken);
            return new DockerConnectionException(ConnectionFailure.Broken, $"{_picture.Endpoint.Name} closed the connection: the engine was stopped or is restarting.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the endpoint is tried again: a watch that died in silence would show an old picture for ever.
            if (failure is not (DockerConnectionException or DockerApiException or IOException or OperationCanceledException or JsonException))
            {
                _logger.LogError(failure, "Endpoint {Endpoint}: unexpected failure of its watch", _picture.Endpoint.Name);
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
        var now = _time.GetUtcNow();
        Update(picture => picture with { Connection = new(ConnectionState.Up, now), AsOf = now, Containers = containers });
        _logger.LogInformation("Endpoint {Endpoint}: connected, {Count} containers", _picture.Endpoint.Name, containers.Count);
        return ping.EngineTime;
    }

    private async Task FollowAsync(DockerClient client, PictureReader reader, RefreshQueue queue, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        queue.Add(SlowParts.All);
        Task[] work =
        [
            ReadEventsAsync(client, queue, since, session.Token),
            RefreshContainersAsync(reader, queue, session.Token),
            RefreshPartsAsync(reader, queue, session.Token),
            BeatAsync(client, session.Token),
            ReconcileAsync(queue, session.Token),
        ];
        var first = await Task.WhenAny(work);
        await session.CancelAsync();
        await Task.WhenAll(work).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await first;
    }

    /// <summary>Ends when the engine ends the stream.</summary>
    private async Task ReadEventsAsync(DockerClient client, RefreshQueue queue, DateTimeOffset? connected, CancellationToken cancellationToken)
    {
        // The engine replays what it still has of the last day: for the log, and so that nothing falls between the full read and this stream.
        var parameters = new ContainerEventsParameters
        {
            Since = connected?.AddDays(-1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            Filters = new() { { "event", RefreshQueue.Actions }, { "event", RefreshQueue.ActionsOfNoConsequence } },
        };
        await foreach (var message in client.System.MonitorEventsAsync(parameters, cancellationToken))
        {
            var isNew = EventLog.Add(message);
            // The engine's clock, one second back: what is older was in the full read.
            if (connected is null || message.At >= connected.Value.AddSeconds(-1))
            {
                queue.Add(message);
            }

            if (isNew)
            {
                Changes.Notify();
            }
        }
    }

    /// <summary>The only writer of the container list, so that an older read never overwrites a newer one.</summary>
    private async Task RefreshContainersAsync(PictureReader reader, RefreshQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            await queue.WaitForContainersAsync(cancellationToken);
            await Task.Delay(_timings.Gather, _time, cancellationToken);
            var ids = queue.TakeContainers();
            if (ids is { Count: 0 })
            {
                continue;
            }

            var isFull = PictureReader.WantsFullList(ids);
            var containers = isFull
                ? await reader.ContainersAsync(cancellationToken)
                : await reader.ContainersAsync(_picture.Containers, ids!, cancellationToken);
            Update(picture => picture with { Containers = containers, AsOf = _time.GetUtcNow() });
            queue.ReadAgain(ids, _timings.Settle, _time, cancellationToken);
            if (isFull)
            {
                // A full list of 1,000 costs the engine 58 ms of a core: a storm of events must not become a storm of lists.
                await Task.Delay(_timings.GatherSlowly / 2, _time, cancellationToken);
            }
        }
    }

    private async Task RefreshPartsAsync(PictureReader reader, RefreshQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            await queue.WaitForPartsAsync(cancellationToken);
            var parts = queue.TakeParts();
            var read = await reader.PartsAsync(_picture, parts, cancellationToken);
            Update(picture => picture with
            {
                Facts = read.Facts,
                Images = read.Images,
                Networks = read.Networks,
                Volumes = read.Volumes,
                Swarm = read.Swarm,
                AsOf = _time.GetUtcNow(),
            });
            await Task.Delay(_timings.GatherSlowly, _time, cancellationToken);
        }
    }

    private async Task BeatAsync(DockerClient client, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_timings.Heartbeat, _time, cancellationToken);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(_timings.HeartbeatTimeout);
            try
            {
                await client.System.PingAsync(limited.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DockerConnectionException(
                    ConnectionFailure.TimedOut,
                    $"{_picture.Endpoint.Name} stopped answering: a ping got no reply within {_timings.HeartbeatTimeout.TotalSeconds:0} s. Check the host and its Docker daemon.");
            }

            // Not announced: an idle engine that is well is no change.
            lock (_gate)
            {
                _picture = _picture with { AsOf = _time.GetUtcNow() };
            }
        }
    }

    private async Task ReconcileAsync(RefreshQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_timings.Reconcile, _time, cancellationToken);
            queue.AddAllContainers();
            queue.Add(SlowParts.All);
        }
    }

    private async Task WaitAfterAsync(Exception failure, int attempts, CancellationToken cancellationToken)
    {
        var delay = _timings.RetryAfter(attempts);
        var now = _time.GetUtcNow();
        var kind = failure is DockerConnectionException connection ? connection.Failure : ConnectionFailure.Broken;
        var since = _picture.Connection.State == ConnectionState.Down ? _picture.Connection.Since : now;
        if (_picture.Connection.Cause != failure.Message)
        {
            _logger.LogWarning("Endpoint {Endpoint} is down: {Cause}", _picture.Endpoint.Name, failure.Message);
        }

        Update(picture => picture with { Connection = new(ConnectionState.Down, since, failure.Message, kind, now + delay, attempts) });
        await _retryNow.WaitAsync(delay, cancellationToken);
    }

    private void Update(Func<EndpointPicture, EndpointPicture> change)
    {
        lock (_gate)
        {
            _picture = change(_picture);
        }

        Changes.Notify();
        _fleetChanges.Notify();
    }
}
