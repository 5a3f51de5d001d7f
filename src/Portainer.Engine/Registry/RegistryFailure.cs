namespace Portainer.Engine;

/// <summary>Why a registry could not be used.</summary>
public enum RegistryFailure
{
    NameNotResolved,
    Refused,
    Unreachable,
    TimedOut,

    /// <summary>Nobody we trust has signed its certificate.</summary>
    UntrustedAuthority,

    /// <summary>Its certificate is for other names.</summary>
    WrongName,

    CertificateExpired,

    /// <summary>We spoke TLS and it does not.</summary>
    PlainExpected,

    /// <summary>We spoke plain HTTP and it wants TLS.</summary>
    TlsExpected,

    /// <summary>User name, password or token is wrong.</summary>
    WrongPassword,

    /// <summary>It lets nobody in without an account.</summary>
    AccountNeeded,

    /// <summary>It would have the password sent unencrypted.</summary>
    UnsafeSignIn,

    RateLimited,

    /// <summary>Something answers there, and it is not a registry.</summary>
    NotRegistry,

    /// <summary>It is one, and it is not well.</summary>
    Broken,

    /// <summary>It has no such repository, tag or manifest.</summary>
    NotFound,

    /// <summary>The account has not the right.</summary>
    Denied,

    /// <summary>It does not list its repositories, or not to this account.</summary>
    NoCatalogue,

    /// <summary>Deletion is switched off there.</summary>
    DeletionOff,

    /// <summary>It refused a request for a reason of its own, or sent what cannot be read.</summary>
    Rejected,
}

/// <summary>A registry could not be used; the message says which, why, and what can be done.</summary>
public sealed class RegistryException(RegistryFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public RegistryFailure Failure { get; } = failure;
}
