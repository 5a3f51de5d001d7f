using System.Net.Sockets;
using System.Security.Authentication;

namespace Portainer.Engine;

/// <summary>Asks again, on a connection of its own, when a failure alone does not say enough.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A TLS client that fails on a plain HTTP port cannot know it; asking in plain HTTP shows it.</summary>
    public static Task<bool> SpeaksPlainHttpAsync(EngineConnector connector, CancellationToken cancellationToken) =>
        AskAsync(
            async token =>
            {
                await using var stream = await connector.ConnectPlainAsync(token);
                await stream.WriteAsync("GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
                var head = new byte[5];
                return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, token) == 5 && head.AsSpan().SequenceEqual("HTTP/"u8);
            },
            cancellationToken);

    /// <summary>
    /// With TLS 1.3 a server refuses a client certificate after the handshake, and the alert may be lost to the reset that
    /// follows when we were already writing. Reading without writing gets the alert every time.
    /// </summary>
    public static Task<bool> RefusesClientCertificateAsync(EngineConnector connector, CancellationToken cancellationToken) =>
        AskAsync(
            async token =>
            {
                try
                {
                    await using var stream = await connector.ConnectAsync(token);
                    _ = await stream.ReadAsync(new byte[1], token);
                    return false;
                }
                catch (DockerConnectionException exception)
                {
                    return exception.Failure == ConnectionFailure.ClientCertificateRequired;
                }
                catch (IOException exception)
                {
                    return ConnectionFailures.IsCertificateAlert(exception);
                }
            },
            cancellationToken);

    private static async Task<bool> AskAsync(Func<CancellationToken, Task<bool>> question, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        try
        {
            return await question(limited.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException or DockerConnectionException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
