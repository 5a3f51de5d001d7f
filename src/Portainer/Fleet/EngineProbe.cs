using Portainer.Data.Endpoints;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>Tries an address before it is saved: one connection, thrown away afterwards.</summary>
internal static class EngineProbe
{
    /// <summary>Who answers at <paramref name="url"/>.</summary>
    /// <exception cref="DockerConnectionException">Nobody, not with these certificates, or not a Docker engine; the message says which.</exception>
    public static async Task<EngineFacts> ProbeAsync(string url, EndpointTls tls, CancellationToken cancellationToken)
    {
        using var client = new DockerClient(EngineOptions.From(url, tls));
        var ping = await client.System.PingAsync(cancellationToken);
        var info = await client.System.GetSystemInfoAsync(cancellationToken);
        return EngineFacts.From(info, client.ApiVersion, ping.IsPodman);
    }
}
