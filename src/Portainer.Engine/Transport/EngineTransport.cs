using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>Sends requests to one engine: negotiates, puts the version in front, bounds the waiting, names the failures.</summary>
internal sealed class EngineTransport : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _origin;
    private readonly TimeSpan _timeout;

    public EngineTransport(DockerClientOptions options)
    {
        var address = EngineAddress.Parse(options.Endpoint, options.Tls is not null);
        Connector = new(address, options.Tls, options.ConnectTimeout);
        Versions = new(() => EnginePing.NegotiateAsync(this), options.PinnedApiVersion);
        _timeout = options.RequestTimeout;
        _origin = new($"http://{address.Authority}");
        _http = CreateClient();
    }

    public EngineConnector Connector { get; }

    public VersionNegotiation Versions { get; }

    public TimeSpan Timeout => _timeout;

    /// <summary>Podman sends the head of a stream with its first byte, so a silent container keeps us waiting for it.</summary>
    public bool HoldsHeadsBack { get; set; }

    /// <summary>Sends and forgets the body.</summary>
    public async Task SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken);
    }

    /// <summary>Sends and reads the whole answer as JSON.</summary>
    public async Task<T> ReadAsync<T>(EngineRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken);
        return await ReadJsonAsync<T>(response, request, cancellationToken);
    }

    public async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, EngineRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await BodyAsync(response, request, cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, EngineJson.Of<T>(), cancellationToken) ?? EngineJson.Empty<T>();
        }
        catch (JsonException exception)
        {
            // Before we know its version it may be anything; afterwards it is an engine that we do not understand in this one point.
            throw Versions.Current is null
                ? ConnectionFailures.Create(ConnectionFailure.NotDockerEngine, Connector.Address, exception)
                : new DockerApiException(response.StatusCode, $"the answer cannot be understood. {exception.Message}", request.Operation, exception);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, Connector, cancellationToken);
        }
    }

    /// <summary>Sends and reads the whole answer as it is.</summary>
    public async Task<byte[]> ReadBytesAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken);
        try
        {
            await using var body = await BodyAsync(response, request, cancellationToken);
            using var whole = new MemoryStream();
            await body.CopyToAsync(whole, cancellationToken);
            return whole.ToArray();
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, Connector, cancellationToken);
        }
    }

    /// <summary>Sends; the answer's head has come and is a success, its body is the caller's to read and dispose.</summary>
    public async Task<HttpResponseMessage> OpenAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var version = await Versions.EnsureAsync(cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            var response = await SendOnceAsync(request, version, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
            {
                return response;
            }

            var error = await ErrorAsync(response, request, cancellationToken);
            if (attempt > 0 || request.Archive is { IsSpent: true } || !MayFollow(error, version))
            {
                throw new DockerApiException(error.Status, error.Message, request.Operation);
            }

            version = Versions.Current!;
        }
    }

    /// <summary>The body of a success, without a limit of time; disposing it ends the request.</summary>
    public async Task<Stream> OpenStreamAsync(EngineRequest request, CancellationToken cancellationToken) =>
        await StreamOfAsync(await OpenAsync(request, cancellationToken), cancellationToken);

    public async Task<Stream> StreamOfAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new EngineStream(response, await response.Content.ReadAsStreamAsync(cancellationToken), Connector);

    public bool MayFollow(EngineError error, Version spoken) =>
        error.Status == HttpStatusCode.BadRequest && Versions.TryFollow(spoken, error.Message);

    public async Task<HttpResponseMessage> SendOnceAsync(EngineRequest request, Version? version, CancellationToken cancellationToken)
    {
        using var message = Message(request.Method, request.Target(version));
        message.Content = Content(request);
        // The engine refuses before it reads: a large archive is not sent in vain, and can be sent again.
        message.Headers.ExpectContinue = request.Archive is not null;
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        var patience = request.IsStream && HoldsHeadsBack ? System.Threading.Timeout.InfiniteTimeSpan : request.Patience ?? _timeout;
        return await SendMessageAsync(message, patience, cancellationToken);
    }

    public HttpRequestMessage Message(HttpMethod method, string target) => new(method, new Uri(
        _origin.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

    /// <summary>Sends a message as it is; any status is an answer.</summary>
    public async Task<HttpResponseMessage> SendMessageAsync(HttpRequestMessage message, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience);
        var streamed = message.Content as StreamedContent;
        streamed?.Bound(limited, patience);
        try
        {
            return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limited.Token);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, Connector, cancellationToken);
        }
        finally
        {
            streamed?.Bound(null, patience);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Stream> BodyAsync(HttpResponseMessage response, EngineRequest request, CancellationToken cancellationToken) =>
        new IdleTimeoutStream(await response.Content.ReadAsStreamAsync(cancellationToken), request.Patience ?? _timeout, Connector.Address);

    private static HttpContent? Content(EngineRequest request) => request switch
    {
        { Archive: { } archive } => new StreamedContent(archive),
        { Body: { } body } => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        _ => null,
    };

    private async Task<EngineError> ErrorAsync(HttpResponseMessage response, EngineRequest request, CancellationToken cancellationToken)
    {
        using (response)
        {
            try
            {
                await using var body = await BodyAsync(response, request, cancellationToken);
                var bytes = new byte[EngineError.MaxBytes];
                var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
                return EngineError.From(response.StatusCode, bytes.AsSpan(0, count));
            }
            catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
            {
                throw await ExchangeFailures.NameAsync(exception, Connector, cancellationToken);
            }
        }
    }

#pragma warning disable RS0030 // This is the one place that may.
    private HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) => new HalfDeafStream(await Connector.ConnectAsync(cancellationToken)),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = System.Threading.Timeout.InfiniteTimeSpan,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };
#pragma warning restore RS0030
}
