using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>Talks to a registry itself (OCI distribution API, version 2), past any engine. Not for several registries: make one each.</summary>
public sealed partial class RegistryClient : IDisposable
{
    private const int MostTokenBytes = 1024 * 1024;
    private const int MostErrorBytes = 4096;
    private readonly RegistryClientOptions _options;
    private readonly RegistryTransport _transport;

    /// <exception cref="ArgumentException">The CA certificate cannot be read.</exception>
    public RegistryClient(RegistryClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _transport) = (options, new(options));
    }

    /// <summary>Knocks (GET /v2/, as <c>docker login</c> does); false: it lets anybody in, so the account was not put to the test.</summary>
    /// <exception cref="RegistryException">It cannot be used, or not by this account.</exception>
    public async Task<bool> PingAsync(CancellationToken cancellationToken = default)
    {
        using var first = await _transport.GetAsync(Address("/v2/"), null, cancellationToken);
        if (first.StatusCode != HttpStatusCode.Unauthorized)
        {
            await RequireRegistryAsync(first, cancellationToken);
            return false;
        }

        var authorization = await AuthorizeAsync(first, null, cancellationToken);
        using var second = await _transport.GetAsync(Address("/v2/"), authorization, cancellationToken);
        if (second.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw Refused();
        }

        await RequireRegistryAsync(second, cancellationToken);
        return true;
    }

    public void Dispose() => _transport.Dispose();

    private string Address(string path) => $"{(_options.PlainHttp ? "http" : "https")}://{_options.Authority}{path}";

    private async Task<AuthenticationHeaderValue> AuthorizeAsync(HttpResponseMessage response, string? scope, CancellationToken cancellationToken)
    {
        var challenge = RegistryChallenge.From(response.Headers.WwwAuthenticate)
            ?? throw Fail(RegistryFailure.NotRegistry, "it wants to know who asks, but in no way a registry does");
        return challenge.IsBearer
            ? new("Bearer", await TokenAsync(challenge with { Scope = challenge.Scope ?? scope }, cancellationToken))
            : Account() ?? throw Fail(RegistryFailure.AccountNeeded);
    }

    private AuthenticationHeaderValue? Account() => _options.HasAccount
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.UserName}:{_options.Password}")))
        : null;

    private async Task<string> TokenAsync(RegistryChallenge challenge, CancellationToken cancellationToken)
    {
        var realm = RealmOf(challenge);
        using var response = await _transport.GetAsync(realm, Account(), cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            throw Refused();
        }

        RequireHealth(response);
        var body = await _transport.ReadAsync(response, MostTokenBytes, cancellationToken);
        try
        {
            using var answer = JsonDocument.Parse(body);
            return Text(answer.RootElement, "token") ?? Text(answer.RootElement, "access_token")
                ?? throw Fail(RegistryFailure.NotRegistry, "its sign-in gave no token");
        }
        catch (JsonException)
        {
            throw Fail(RegistryFailure.NotRegistry, "its sign-in gave no token");
        }
    }

    /// <summary>Where the token is fetched. The password goes there, so it has to be as safe as the registry itself.</summary>
    internal string RealmOf(RegistryChallenge challenge)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || realm.Scheme is not ("http" or "https"))
        {
            throw Fail(RegistryFailure.NotRegistry, "it names no address to sign in at");
        }

        if (realm.Scheme == "http" && !_options.PlainHttp)
        {
            throw Fail(RegistryFailure.UnsafeSignIn, realm.Host);
        }

        var query = new StringBuilder(realm.Query.Length > 1 ? $"{realm.Query}&" : "?");
        query.Append("service=").Append(Uri.EscapeDataString(challenge.Service ?? ""));
        if (challenge.Scope is { Length: > 0 } scope)
        {
            query.Append("&scope=").Append(Uri.EscapeDataString(scope));
        }

        return realm.GetLeftPart(UriPartial.Path) + query;
    }

    private RegistryException Refused() => Fail(_options.HasAccount ? RegistryFailure.WrongPassword : RegistryFailure.AccountNeeded);

    private async Task RequireRegistryAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        RequireHealth(response);
        if (response.StatusCode == HttpStatusCode.BadRequest && _options.PlainHttp
            && Encoding.UTF8.GetString(await _transport.ReadAsync(response, MostErrorBytes, cancellationToken)).Contains("HTTPS", StringComparison.OrdinalIgnoreCase))
        {
            throw Fail(RegistryFailure.TlsExpected);
        }

        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw Fail(RegistryFailure.NotRegistry, $"it sends on to {response.Headers.Location}");
        }

        var isRegistry = response.Headers.Contains("Docker-Distribution-Api-Version")
            || response.Content.Headers.ContentType?.MediaType is null or "application/json";
        if (!response.IsSuccessStatusCode || !isRegistry)
        {
            throw Fail(RegistryFailure.NotRegistry, $"HTTP {(int)response.StatusCode} for /v2/");
        }
    }

    private void RequireHealth(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw Fail(RegistryFailure.RateLimited);
        }

        if ((int)response.StatusCode >= 500)
        {
            throw Fail(RegistryFailure.Broken, $"HTTP {(int)response.StatusCode}");
        }
    }

    private RegistryException Fail(RegistryFailure failure, string? detail = null) => RegistryFailures.Create(failure, _options, detail: detail);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
