namespace Portainer.Engine;

/// <summary>Why an engine could not be talked to.</summary>
public enum ConnectionFailure
{
    /// <summary>Nobody listens there.</summary>
    Refused,

    /// <summary>No route to the host or network.</summary>
    Unreachable,

    /// <summary>No connection, or no answer, in time.</summary>
    TimedOut,

    /// <summary>The Unix socket or named pipe does not exist.</summary>
    SocketMissing,

    /// <summary>The Unix socket or named pipe may not be opened.</summary>
    PermissionDenied,

    NameNotResolved,

    /// <summary>The server's certificate is not signed by the CA we trust.</summary>
    UntrustedServer,

    /// <summary>The server's certificate is for another name.</summary>
    WrongHostName,

    /// <summary>The engine wants a client certificate, or refused the one it was given.</summary>
    ClientCertificateRequired,

    ServerCertificateExpired,

    /// <summary>We spoke plain HTTP to a TLS port.</summary>
    TlsExpected,

    /// <summary>We spoke TLS to a plain HTTP port.</summary>
    PlainExpected,

    /// <summary>Something answers there, and it is not a Docker engine.</summary>
    NotDockerEngine,

    /// <summary>The connection broke in the middle.</summary>
    Broken,
}
