using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Portainer.Images.BuildKit;

/// <summary>A listener that accepts one connection, which is there already.</summary>
internal sealed class OneConnection(Stream stream, ReadOnlyMemory<byte> received) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    public static readonly EndPoint Place = new SessionPlace();

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    public EndPoint EndPoint => Place;

    public bool CanBind(EndPoint endpoint) => endpoint == Place;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _accepted, 1) == 0)
        {
            return new StreamConnection(stream, received);
        }

        await _closed.Task.WaitAsync(cancellationToken);
        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _closed.TrySetResult();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        await stream.DisposeAsync();
    }

    private sealed class SessionPlace : EndPoint
    {
        public override string ToString() => "build session";
    }
}
