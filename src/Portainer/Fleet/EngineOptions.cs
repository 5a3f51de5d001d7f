using Portainer.Data.Endpoints;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>A stored endpoint as the engine client wants it.</summary>
internal static class EngineOptions
{
    public static DockerClientOptions From(DockerEndpoint endpoint) => From(endpoint.Url, endpoint.Tls);

    public static DockerClientOptions From(string url, EndpointTls tls) => new()
    {
        Endpoint = url,
        Tls = tls.Mode == TlsMode.None ? null : TlsOptions.FromPem(
            tls.Mode is TlsMode.VerifyServer or TlsMode.Mutual ? tls.CaPem : null,
            tls.Mode is TlsMode.Mutual or TlsMode.ClientOnly ? tls.CertPem : null,
            tls.Mode is TlsMode.Mutual or TlsMode.ClientOnly ? tls.KeyPem : null,
            skipServer: tls.Mode is TlsMode.ClientOnly or TlsMode.SkipVerification),
    };
}
