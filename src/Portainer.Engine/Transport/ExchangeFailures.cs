namespace Portainer.Engine;

/// <summary>Names what went wrong after (or while) a request was sent.</summary>
internal static class ExchangeFailures
{
    /// <summary>Whether an exception is about the way to the engine, not about our caller leaving.</summary>
    public static bool IsTransport(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is HttpRequestException or IOException or OperationCanceledException or System.Net.Sockets.SocketException;

    public static async Task<DockerConnectionException> NameAsync(Exception exception, EngineConnector connector, CancellationToken cancellationToken)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            if (at is DockerConnectionException named)
            {
                return new(named.Failure, named.Message, exception);
            }
        }

        var failure = exception is OperationCanceledException ? ConnectionFailure.TimedOut : await ReasonAsync(exception, connector, cancellationToken);
        return ConnectionFailures.Create(failure, connector.Address, exception, connector.Tls);
    }

    private static async Task<ConnectionFailure> ReasonAsync(Exception exception, EngineConnector connector, CancellationToken cancellationToken)
    {
        if (connector.Tls is not null
            && (ConnectionFailures.IsCertificateAlert(exception) || await TlsProbe.RefusesClientCertificateAsync(connector, cancellationToken)))
        {
            return ConnectionFailure.ClientCertificateRequired;
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse })
        {
            // A TLS server answers a plain request with an alert record: 0x15 0x03.
            return exception.ToString().Contains("\u0015\u0003", StringComparison.Ordinal)
                ? ConnectionFailure.TlsExpected
                : ConnectionFailure.NotDockerEngine;
        }

        return ConnectionFailures.Classify(exception, connector.Address);
    }
}
