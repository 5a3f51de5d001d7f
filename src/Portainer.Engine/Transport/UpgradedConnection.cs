using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Portainer.Engine;

/// <summary>The engine's answer to a request that asks for the connection itself. Dispose it: that closes the connection.</summary>
public sealed class UpgradedConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly HijackedHead _head;

    internal UpgradedConnection(Stream stream, HijackedHead head) => (_stream, _head) = (stream, head);

    public HttpStatusCode Status => _head.Status;

    public IReadOnlyList<(string Name, string Value)> Headers => _head.Headers;

    /// <summary>The connection is now a stream both ways: the engine switched protocols, or gave a success whose end it did not say.</summary>
    public bool IsTakenOver =>
        Status == HttpStatusCode.SwitchingProtocols || (Status == HttpStatusCode.OK && _head is { ContentLength: null, IsChunked: false });

    /// <summary>What the engine sent right behind its head: read it before <see cref="Stream"/>.</summary>
    public ReadOnlyMemory<byte> ReadAhead => _head.Behind;

    public Stream Stream => _stream;

    /// <summary>The whole body of an answer that is none of <see cref="IsTakenOver"/>.</summary>
    public Task<byte[]> ReadBodyAsync(CancellationToken cancellationToken) => HijackedBody.ReadAsync(_stream, _head, cancellationToken);

    /// <summary>Ends what is sent to the engine; what it sends can still be read.</summary>
    public ValueTask CloseWriteAsync() => CloseWriteAsync(_stream);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>Over TLS this is a close_notify. A named pipe has no half-close: there the input ends with the stream.</summary>
    internal static async ValueTask CloseWriteAsync(Stream stream)
    {
        switch (stream)
        {
            case SslStream tls:
                await tls.ShutdownAsync();
                break;
            case NetworkStream network:
                network.Socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }
}
