using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Portainer.Gateway;

/// <summary>
/// A connection that a request can take over below HTTP. Kestrel's own upgrade has no half-close (it ends a connection whose client has
/// said all it had to say, though the answer is still to come: <c>echo x | docker run -i</c>) and none for requests with a body, which
/// is how an exec is started.
/// </summary>
internal sealed class TakeoverConnection : ConnectionContext, IDisposable
{
    private readonly ConnectionContext _inner;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenRegistration _watch;
    private readonly EndableReader _input;
    private volatile bool _isTaken;

    private TakeoverConnection(ConnectionContext inner)
    {
        _inner = inner;
        _input = new(inner.Transport.Input);
        Transport = new Pipes(_input, inner.Transport.Output);
        _watch = inner.ConnectionClosed.UnsafeRegister(static self => ((TakeoverConnection)self!).Close(), this);
    }

    public override string ConnectionId { get => _inner.ConnectionId; set => _inner.ConnectionId = value; }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items { get => _inner.Items; set => _inner.Items = value; }

    public override IDuplexPipe Transport { get; set; }

    public override EndPoint? LocalEndPoint { get => _inner.LocalEndPoint; set => _inner.LocalEndPoint = value; }

    public override EndPoint? RemoteEndPoint { get => _inner.RemoteEndPoint; set => _inner.RemoteEndPoint = value; }

    public override CancellationToken ConnectionClosed { get => _closed.Token; set => throw new NotSupportedException(); }

    /// <summary>Puts it between the connection (TLS included) and HTTP.</summary>
    public static ConnectionDelegate Over(ConnectionDelegate next) => async inner =>
    {
        using var connection = new TakeoverConnection(inner);
        inner.Features.Set(connection);
        await next(connection);
    };

    /// <summary>
    /// The bytes of the connection, for a request whose body is read and whose answer has not begun. From now on HTTP neither hears that the
    /// client closes nor closes it; abort the request when all is said.
    /// </summary>
    public IDuplexPipe Take()
    {
        _isTaken = true;
        _input.Finish();
        // A client that vanished after its half-close would else be waited for as long as its container is silent.
        Features.Get<IConnectionSocketFeature>()?.Socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        return _inner.Transport;
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (!_isTaken)
        {
            _inner.Abort(abortReason);
        }
    }

    public override void Abort() => Abort(new ConnectionAbortedException());

    public void Dispose()
    {
        _watch.Dispose();
        _closed.Dispose();
    }

    private void Close()
    {
        if (!_isTaken)
        {
            _closed.Cancel();
        }
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
