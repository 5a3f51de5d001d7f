using System.IO.Pipes;
using System.Net.Sockets;

namespace Portainer.Engine;

/// <summary>Opens connections to one engine: socket or pipe, then TLS when asked for.</summary>
internal sealed class EngineConnector(EngineAddress address, TlsOptions? tls, TimeSpan connectTimeout)
{
    public EngineAddress Address => address;

    public TlsOptions? Tls => tls;

    /// <exception cref="DockerConnectionException">With the reason.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(connectTimeout);
        try
        {
            return await OpenAsync(limited.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFailures.Create(ConnectionFailure.TimedOut, address, exception);
        }
        catch (TimeoutException exception)
        {
            throw ConnectionFailures.Create(ConnectionFailure.TimedOut, address, exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            throw ConnectionFailures.FromConnect(exception, address);
        }
    }

    /// <summary>A connection without TLS, to find out what is really there.</summary>
    public ValueTask<Stream> ConnectPlainAsync(CancellationToken cancellationToken) => OpenTransportAsync(cancellationToken);

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await OpenTransportAsync(cancellationToken);
        if (tls is null || address.Kind != EngineAddressKind.Tcp)
        {
            return stream;
        }

        return await new TlsHandshake(this, tls).WrapAsync(stream, cancellationToken);
    }

    private async ValueTask<Stream> OpenTransportAsync(CancellationToken cancellationToken) => address.Kind switch
    {
        EngineAddressKind.UnixSocket => await OpenUnixAsync(cancellationToken),
        EngineAddressKind.NamedPipe => await OpenPipeAsync(cancellationToken),
        _ => await OpenTcpAsync(cancellationToken),
    };

    private async Task<Stream> OpenUnixAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        return await OwnAsync(socket, async () =>
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        });
    }

    private async Task<Stream> OpenTcpAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return await OwnAsync(socket, async () =>
        {
            // Streams are silent for hours: only keep-alive tells a dead host from a quiet one.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        });
    }

    private async Task<Stream> OpenPipeAsync(CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(address.Host, address.Path, PipeDirection.InOut, PipeOptions.Asynchronous);
        return await OwnAsync(pipe, async () =>
        {
            await pipe.ConnectAsync(connectTimeout, cancellationToken);
            return pipe;
        });
    }

    /// <summary>Disposes <paramref name="resource"/> unless a stream over it comes out.</summary>
    internal static async Task<Stream> OwnAsync(IDisposable resource, Func<Task<Stream>> open)
    {
        Stream? opened = null;
        try
        {
            return opened = await open();
        }
        finally
        {
            if (opened is null)
            {
                resource.Dispose();
            }
        }
    }
}
