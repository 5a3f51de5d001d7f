using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Portainer.Engine;

/// <summary>Signs in per scope, once for many requests, and tells what is refused.</summary>
public sealed partial class RegistryClient
{
    private const int MostRefusalBytes = 64 * 1024;
    private const int MostRedirects = 3;
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _authorizations = new(StringComparer.Ordinal);

    /// <summary>The answer to a request that was granted.</summary>
    private async Task<HttpResponseMessage> AskAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var response = await SignedAsync(request, cancellationToken);
        try
        {
            response = await FollowAsync(request, response, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            RequireHealth(response);
            var body = await RegistryBody.ReadAsync(response, MostRefusalBytes, _options, cancellationToken);
            throw RegistryRefusals.Create(_options, request, response.StatusCode, body ?? []);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SignedAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var known = _authorizations.GetValueOrDefault(request.Scope);
        var first = await SendAsync(request, known, cancellationToken);
        if (first.StatusCode != HttpStatusCode.Unauthorized)
        {
            return first;
        }

        AuthenticationHeaderValue authorization;
        using (first)
        {
            authorization = await AuthorizeAsync(first, request.Scope, cancellationToken);
        }

        _authorizations[request.Scope] = authorization;
        var second = await SendAsync(request, authorization, cancellationToken);
        if (second.StatusCode == HttpStatusCode.Unauthorized && authorization.Scheme == "Basic")
        {
            second.Dispose();
            throw Refused();
        }

        return second;
    }

    // Registries keep blobs elsewhere and send us there. The account is not for that place, and it has to be as safe as the registry.
    private async Task<HttpResponseMessage> FollowAsync(RegistryRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        for (var hop = 0; (int)response.StatusCode is >= 300 and < 400; hop++)
        {
            var from = response.RequestMessage!.RequestUri!;
            var location = response.Headers.Location;
            response.Dispose();
            var next = location is null ? null : new Uri(from, location);
            var isSafe = next?.Scheme == Uri.UriSchemeHttps || (_options.PlainHttp && next?.Scheme == Uri.UriSchemeHttp);
            if (request.Method != HttpMethod.Get || hop == MostRedirects || !isSafe)
            {
                throw RegistryRefusals.Rejected(_options, request, $"it sends on to {next?.GetLeftPart(UriPartial.Authority) ?? "nowhere"}");
            }

            using var message = request.ToMessage(next!.AbsoluteUri, null);
            response = await _transport.SendAsync(message, cancellationToken);
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(Address(request.Path), authorization);
        return await _transport.SendAsync(message, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(RegistryRequest request, HttpResponseMessage response, int most, CancellationToken cancellationToken) =>
        await RegistryBody.ReadAsync(response, most, _options, cancellationToken)
            ?? throw RegistryRefusals.Rejected(_options, request, $"it sent more than {most / 1024 / 1024} MB");

    private T Parse<T>(RegistryRequest request, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (System.Text.Json.JsonException)
        {
            throw RegistryRefusals.Rejected(_options, request, "what it sent is not what a registry sends");
        }
    }
}
