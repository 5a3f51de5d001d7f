using Portainer.Data.Endpoints;

namespace Portainer.Endpoints;

/// <summary>What the endpoint form holds before it is saved. Certificates are PEM text; null keeps what is stored.</summary>
public sealed class EndpointDraft
{
    public string Name { get; set; } = "";

    /// <summary><c>unix://</c>, <c>npipe://</c>, <c>tcp://</c>, or plain host:port (R80).</summary>
    public string Url { get; set; } = "";

    public string PublicAddress { get; set; } = "";

    public int GroupId { get; set; } = EndpointGroup.UnassignedId;

    public HashSet<int> TagIds { get; init; } = [];

    /// <summary>False: the engine is left alone, and nobody reaches it.</summary>
    public bool IsEnabled { get; set; } = true;

    public TlsMode TlsMode { get; set; }

    public string? CaPem { get; set; }

    public string? CertPem { get; set; }

    public string? KeyPem { get; set; }

    public bool NeedsCa => TlsMode is TlsMode.VerifyServer or TlsMode.Mutual;

    public bool NeedsClientCertificate => TlsMode is TlsMode.Mutual or TlsMode.ClientOnly;

    private bool BringsMaterial => CaPem is not null || CertPem is not null || KeyPem is not null;

    /// <summary>
    /// What to store: the draft's certificates, and the stored ones where it has none. Stored ones that cannot be decrypted pass through
    /// untouched until new ones come, so that bringing back the lost keys still heals the endpoint.
    /// </summary>
    public EndpointTls Tls(EndpointTls? stored) => stored is { IsUnreadable: true } && stored.Mode == TlsMode && !BringsMaterial ? stored : new()
    {
        Mode = TlsMode,
        CaPem = NeedsCa ? CaPem ?? stored?.CaPem : null,
        CertPem = NeedsClientCertificate ? CertPem ?? stored?.CertPem : null,
        KeyPem = NeedsClientCertificate ? KeyPem ?? stored?.KeyPem : null,
    };

    public static EndpointDraft From(DockerEndpoint endpoint) => new()
    {
        Name = endpoint.Name,
        Url = endpoint.Url,
        PublicAddress = endpoint.PublicAddress,
        GroupId = endpoint.GroupId,
        TagIds = [.. endpoint.TagIds],
        IsEnabled = endpoint.IsEnabled,
        TlsMode = endpoint.Tls.Mode,
    };
}
