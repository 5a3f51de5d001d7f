using System.Net.Sockets;

namespace Portainer.Engine;

/// <summary>The classic failures of registries as sentences that say where to turn what, with the words docker itself would use.</summary>
internal static class RegistryFailures
{
    public static RegistryException Create(RegistryFailure failure, RegistryClientOptions options, Exception? cause = null, string? detail = null) =>
        new(failure, $"The registry at {options.Host} cannot be used: {Sentence(failure, options, detail)}", cause);

    public static RegistryFailure Classify(HttpRequestException exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            if (at is SocketException socket)
            {
                return Classify(socket.SocketErrorCode);
            }
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => RegistryFailure.NameNotResolved,
            HttpRequestError.InvalidResponse => RegistryFailure.NotRegistry,
            _ => RegistryFailure.Broken,
        };
    }

    private static RegistryFailure Classify(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => RegistryFailure.Refused,
        SocketError.TimedOut => RegistryFailure.TimedOut,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => RegistryFailure.NameNotResolved,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => RegistryFailure.Unreachable,
        _ => RegistryFailure.Broken,
    };

    private static string Sentence(RegistryFailure failure, RegistryClientOptions options, string? detail) => failure switch
    {
        RegistryFailure.NameNotResolved => "its name is not known. Check the spelling and the DNS.",
        RegistryFailure.Refused => "nothing listens there. Check host and port, and whether the registry runs.",
        RegistryFailure.Unreachable => "there is no route to that host. Check the address, the network and the firewall.",
        RegistryFailure.TimedOut => $"it did not answer within {options.Timeout.TotalSeconds:0} s. It may be off, or a firewall may drop the packets.",
        RegistryFailure.UntrustedAuthority =>
            "its certificate is signed by nobody this console trusts (docker says: x509: certificate signed by unknown authority). " +
            $"Give the certificate of its CA here, and put it on every engine that uses it as /etc/docker/certs.d/{options.Host}/ca.crt.",
        RegistryFailure.WrongName =>
            $"its certificate is not for this name ({detail}). Use a name that the certificate carries, or renew it with this one among its subject alternative names.",
        RegistryFailure.CertificateExpired => "its certificate is expired or not valid yet. Renew it, or check the clocks.",
        RegistryFailure.PlainExpected =>
            "it answers without TLS (docker says: server gave HTTP response to HTTPS client). Give it a certificate; or choose plain HTTP here and list " +
            $"{options.Host} under \"insecure-registries\" in each engine's daemon.json.",
        RegistryFailure.TlsExpected => "it speaks TLS, and plain HTTP was asked for (docker says: oversized record received). Turn plain HTTP off.",
        RegistryFailure.WrongPassword =>
            $"it does not accept the user {options.UserName} with this password or token. Where two-factor sign-in is on, an access token takes the password's place.",
        RegistryFailure.AccountNeeded => "it lets nobody in without an account. Give a user name and a password or token.",
        RegistryFailure.UnsafeSignIn => $"it wants the password sent without encryption to {detail}. Nothing was sent.",
        RegistryFailure.RateLimited => "it has had too many requests from here and asks for a pause. Try again later, or use an account.",
        RegistryFailure.NotRegistry => $"something answers there, but not as a registry ({detail}). Check host and port, and that nothing follows them that does not belong to them.",
        _ => $"it failed ({detail}). Look into its log, or try again.",
    };
}
