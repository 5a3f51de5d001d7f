using System.Net;

namespace Portainer.Engine;

/// <summary>The first words with an engine: what it is and which versions it speaks.</summary>
internal static class EnginePing
{
    private static readonly EngineRequest Ping = EngineRequest.Get("/_ping", "ping the engine");
    private static readonly EngineRequest VersionRequest = EngineRequest.Get("/version", "ask for the engine's version");

    public static async Task<PingResponse> PingAsync(EngineTransport transport, CancellationToken cancellationToken)
    {
        using var response = await transport.SendOnceAsync(Ping, version: null, cancellationToken);
        var ping = Parse(response);
        transport.HoldsHeadsBack = response.Headers.Contains("Libpod-Api-Version");
        if (!response.IsSuccessStatusCode)
        {
            var error = await EngineError.ReadAsync(response, cancellationToken);
            throw Refused(transport, error, ping);
        }

        return ping;
    }

    /// <summary>The newest version both speak.</summary>
    public static async Task<Version> NegotiateAsync(EngineTransport transport)
    {
        var ping = await PingAsync(transport, CancellationToken.None);
        if (ping.ApiVersion is { } newest && newest <= VersionNegotiation.Newest)
        {
            return VersionNegotiation.Choose(newest, engineOldest: null);
        }

        // Newer than we know: it may have dropped what we know. No header at all: it is very old, or no engine.
        var version = await AskVersionAsync(transport);
        return VersionNegotiation.Choose(Parse(version.ApiVersion) ?? ping.ApiVersion, Parse(version.MinAPIVersion));
    }

    private static async Task<VersionResponse> AskVersionAsync(EngineTransport transport)
    {
        using var response = await transport.SendOnceAsync(VersionRequest, version: null, CancellationToken.None);
        if (!response.IsSuccessStatusCode)
        {
            throw NotAnEngine(transport);
        }

        var version = await transport.ReadJsonAsync<VersionResponse>(response, VersionRequest, CancellationToken.None);
        return version.ApiVersion.Length > 0 ? version : throw NotAnEngine(transport);
    }

    private static Exception Refused(EngineTransport transport, EngineError error, PingResponse ping)
    {
        // Go's TLS server says so in plain HTTP.
        if (error.Status == HttpStatusCode.BadRequest && error.Message.Contains("HTTPS server", StringComparison.OrdinalIgnoreCase))
        {
            return ConnectionFailures.Create(ConnectionFailure.TlsExpected, transport.Connector.Address, cause: null);
        }

        return ping.ApiVersion is null
            ? NotAnEngine(transport)
            : new DockerApiException(error.Status, error.Message, Ping.Operation);
    }

    private static DockerConnectionException NotAnEngine(EngineTransport transport) =>
        ConnectionFailures.Create(ConnectionFailure.NotDockerEngine, transport.Connector.Address, cause: null);

    private static PingResponse Parse(HttpResponseMessage response)
    {
        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        return new(
            Parse(Header("Api-Version")),
            Header("Ostype"),
            Header("Swarm"),
            Header("Builder-Version"),
            Header("Docker-Experimental") == "true",
            Header("Server"))
        {
            EngineTime = response.Headers.Date,
        };
    }

    private static Version? Parse(string text) => Version.TryParse(text, out var version) ? version : null;
}
