using System.Net;

namespace Portainer.Engine;

/// <summary>The engine itself.</summary>
public sealed class SystemOperations
{
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly EngineTransport _transport;

    internal SystemOperations(EngineTransport transport) => _transport = transport;

    /// <summary>GET /_ping; needs no API version.</summary>
    public Task<PingResponse> PingAsync(CancellationToken cancellationToken = default) => EnginePing.PingAsync(_transport, cancellationToken);

    /// <summary><c>docker info</c>: GET /info. A Swarm manager without a quorum takes 20 s to answer.</summary>
    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<SystemInfoResponse>(EngineRequest.Get("/info", "read the engine's facts"), cancellationToken);

    /// <summary><c>docker version</c>: GET /version.</summary>
    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<VersionResponse>(EngineRequest.Get("/version", "read the engine's version"), cancellationToken);

    /// <summary>
    /// <c>docker system df</c>: GET /system/df. Walks all files, so it may take minutes. Engines up to 20.10 refuse to do it for two
    /// clients at once; then this one waits for its turn, for as long.
    /// </summary>
    public async Task<SystemDiskUsageResponse> GetSystemDiskUsageAsync(CancellationToken cancellationToken = default)
    {
        var request = EngineRequest.Get("/system/df", "measure the engine's disk usage", new Query().Add("verbose", true)) with { Patience = Slow };
        for (var tries = Slow / BetweenTries; ; tries--)
        {
            try
            {
                return (await _transport.ReadAsync<DiskUsageWire>(request, cancellationToken)).ToResponse();
            }
            catch (DockerApiException busy) when (tries > 0 && busy.EngineMessage.Contains("a disk usage operation is already running", StringComparison.Ordinal))
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    /// <summary>
    /// <c>docker login</c>: POST /auth; the engine tries the account at the registry. Engines answer 500 whether the account is
    /// refused or the registry is not there; the message tells.
    /// </summary>
    public async Task<AuthResponse> AuthenticateAsync(AuthConfig auth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(auth);
        var request = EngineRequest.Post("/auth", $"sign in at {auth.ServerAddress}").With(auth) with { Patience = Patience.Slow };
        using var response = await _transport.OpenAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.NoContent ? new() : await _transport.ReadJsonAsync<AuthResponse>(response, request, cancellationToken);
    }

    /// <summary><c>docker events</c>: GET /events; goes on until cancelled, or ends at <see cref="ContainerEventsParameters.Until"/>.</summary>
    public IAsyncEnumerable<Message> MonitorEventsAsync(ContainerEventsParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query()
            .Add("since", EngineTimestamp.Normalise(parameters?.Since))
            .Add("until", EngineTimestamp.Normalise(parameters?.Until))
            .Add("filters", parameters?.Filters);
        return JsonObjects.OpenAsync<Message>(_transport, EngineRequest.Get("/events", "follow the engine's events", query) with { IsStream = true }, cancellationToken);
    }
}
