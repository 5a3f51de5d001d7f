using System.Net.Sockets;

namespace Portainer.Engine;

/// <summary>Turns what sockets and TLS throw into a reason and a sentence.</summary>
internal static class ConnectionFailures
{
    public static DockerConnectionException Create(ConnectionFailure failure, EngineAddress address, Exception? cause, TlsOptions? tls = null) =>
        new(failure, $"Could not reach the engine at {address.Display}: {Sentence(failure, address, cause, tls)}", cause);

    /// <summary>A connection that could not be opened.</summary>
    public static DockerConnectionException FromConnect(Exception exception, EngineAddress address) =>
        Create(Classify(exception, address), address, exception);

    /// <summary>Whether the peer's TLS alert was about our certificate.</summary>
    public static bool IsCertificateAlert(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception.Message.Contains("alert", StringComparison.OrdinalIgnoreCase)
                && (exception.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
                    || exception.Message.Contains("unknown ca", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    public static ConnectionFailure Classify(Exception exception, EngineAddress address)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case SocketException socket:
                    return Classify(socket, address);
                case UnauthorizedAccessException:
                    return ConnectionFailure.PermissionDenied;
                case FileNotFoundException or DirectoryNotFoundException:
                    return ConnectionFailure.SocketMissing;
            }
        }

        return ConnectionFailure.Broken;
    }

    private static ConnectionFailure Classify(SocketException exception, EngineAddress address) => exception.SocketErrorCode switch
    {
        _ when address.Kind == EngineAddressKind.UnixSocket && !Exists(address.Path) => ConnectionFailure.SocketMissing,
        SocketError.ConnectionRefused => ConnectionFailure.Refused,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => ConnectionFailure.Unreachable,
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => ConnectionFailure.Unreachable,
        SocketError.TimedOut => ConnectionFailure.TimedOut,
        SocketError.AccessDenied => ConnectionFailure.PermissionDenied,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => ConnectionFailure.NameNotResolved,
        _ => ConnectionFailure.Broken,
    };

    // File.Exists is also false where a folder on the way may not be searched; the socket's own error is right then.
    private static bool Exists(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string Sentence(ConnectionFailure failure, EngineAddress address, Exception? cause, TlsOptions? tls) => failure switch
    {
        ConnectionFailure.Refused => "nothing is listening there. Is the engine running, and does it listen on this address?",
        ConnectionFailure.Unreachable => "there is no route to that host. Check the address, the network and the firewall.",
        ConnectionFailure.TimedOut => "it did not answer in time. The host may be off, a firewall may drop the packets, or the engine may hang.",
        ConnectionFailure.SocketMissing => $"{address.Path} does not exist. Start the engine, or mount its socket there.",
        ConnectionFailure.PermissionDenied when address.Kind == EngineAddressKind.Tcp => "the system does not let this process connect there. Check the firewall of this machine.",
        ConnectionFailure.PermissionDenied => $"this process may not open {address.Path}. Run it as a user in the group that owns it.",
        ConnectionFailure.NameNotResolved => $"the name {address.Host} is not known. Check the spelling and the DNS.",
        ConnectionFailure.UntrustedServer => "its certificate is not signed by the CA given here. Use the CA that signed the engine's certificate.",
        ConnectionFailure.WrongHostName => $"its certificate is not for {tls?.ServerName ?? address.Host}. Use a name or address that the certificate carries.",
        ConnectionFailure.ServerCertificateExpired => "its certificate is expired or not valid yet. Renew it, or check the clocks.",
        ConnectionFailure.ClientCertificateRequired => tls?.ClientCertificate is null
            ? "it asks for a client certificate and none was given. Add the certificate and key that its CA signed."
            : "it refused the client certificate. Use one that is signed by the engine's own CA and meant for clients.",
        ConnectionFailure.TlsExpected => "this port speaks TLS. Turn TLS on for this endpoint.",
        ConnectionFailure.PlainExpected => "this port does not speak TLS. Turn TLS off for this endpoint, or use the TLS port (usually 2376).",
        ConnectionFailure.NotDockerEngine => "something answers there, but it is not a Docker engine. Check the host and the port.",
        _ => $"the connection broke ({Innermost(cause)}). The engine may have been restarted; try again.",
    };

    private static string Innermost(Exception? exception)
    {
        while (exception?.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception?.Message.TrimEnd('.') ?? "no more is known";
    }
}
