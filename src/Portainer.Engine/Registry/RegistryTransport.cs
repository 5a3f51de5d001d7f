using System.Net.Http.Headers;

namespace Portainer.Engine;

/// <summary>Sends requests to one registry, bounds the waiting and names the failures.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private readonly RegistryClientOptions _options;
    private readonly RegistryTls _tls;
    private readonly HttpClient _http;

    public RegistryTransport(RegistryClientOptions options)
    {
        (_options, _tls) = (options, new(options));
        _http = CreateClient(_tls);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Any status is an answer.</summary>
    public async Task<HttpResponseMessage> GetAsync(string address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization;
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Any status is an answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_options.Timeout);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryFailures.Create(RegistryFailure.TimedOut, _options, exception);
        }
        catch (HttpRequestException exception)
        {
            throw await NameAsync(exception, cancellationToken);
        }
    }

    private async Task<RegistryException> NameAsync(HttpRequestException exception, CancellationToken cancellationToken)
    {
        if (_tls.Refusal is { } refusal)
        {
            return RegistryFailures.Create(refusal, _options, exception, _tls.Names);
        }

        if (_options.PlainHttp && exception.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded)
        {
            return RegistryFailures.Create(RegistryFailure.TlsExpected, _options, exception);
        }

        var failure = exception.HttpRequestError == HttpRequestError.SecureConnectionError && await SpeaksPlainHttpAsync(cancellationToken)
            ? RegistryFailure.PlainExpected
            : RegistryFailures.Classify(exception);
        return RegistryFailures.Create(failure, _options, exception, (exception.InnerException ?? exception).Message.TrimEnd('.'));
    }

    private async Task<bool> SpeaksPlainHttpAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_options.Timeout);
        try
        {
            using var response = await _http.GetAsync($"http://{_options.Authority}/v2/", HttpCompletionOption.ResponseHeadersRead, limited.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>At most so many bytes of the body.</summary>
    public async Task<byte[]> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_options.Timeout);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(limited.Token);
            var bytes = new byte[most];
            return bytes[..await body.ReadAtLeastAsync(bytes, most, throwOnEndOfStream: false, limited.Token)];
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw RegistryFailures.Create(RegistryFailure.Broken, _options, exception, "the connection broke");
        }
    }

#pragma warning disable RS0030 // Registries are no engines: nothing of Transport/ applies to them.
    private static HttpClient CreateClient(RegistryTls tls) => new(new SocketsHttpHandler
    {
        SslOptions = tls.Authentication,
        UseCookies = false,
        // An account is for this host; where a registry sends us on is told instead.
        AllowAutoRedirect = false,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };
#pragma warning restore RS0030
}
