namespace Portainer.Data.Endpoints;

/// <summary>How an engine behind TCP is spoken to; the numbers are stored.</summary>
public enum TlsMode
{
    /// <summary>Plain.</summary>
    None = 0,

    /// <summary>TLS; the server must prove itself to the certificate authority (the system's when none is given).</summary>
    VerifyServer = 1,

    /// <summary>TLS; both sides prove themselves.</summary>
    Mutual = 2,

    /// <summary>TLS; only we prove ourselves.</summary>
    ClientOnly = 3,

    /// <summary>TLS; nobody proves anything.</summary>
    SkipVerification = 4,
}
