using System.Net.Sockets;

namespace Portainer.Engine;

/// <summary>
/// The two-way stream of an attach or exec. Nothing is read ahead beyond one buffer, so a slow reader slows the process down.
/// One reader and one writer at a time.
/// </summary>
public sealed class MultiplexedStream : IAsyncDisposable
{
    /// <summary>What was read.</summary>
    public readonly record struct ReadResult(StdStream Target, int Count)
    {
        /// <summary>The process has ended, or the engine closed the stream.</summary>
        public bool EOF => Count == 0;
    }

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private ReadOnlyMemory<byte> _pending;
    private FrameParser _frames;

    internal MultiplexedStream(Stream stream, bool tty, ReadOnlyMemory<byte> readAhead)
    {
        (_stream, Tty, _pending) = (stream, tty, readAhead);
    }

    /// <summary>With a TTY everything is stdout.</summary>
    public bool Tty { get; }

    /// <summary>Reads some output, as soon as there is any.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ReadResult> ReadOutputAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Tty)
        {
            return new(StdStream.Stdout, await ReadRawAsync(buffer, cancellationToken));
        }

        while (true)
        {
            if (TryTake(buffer, out var result))
            {
                return result;
            }

            var count = await _stream.ReadAsync(_buffer, cancellationToken);
            if (count == 0)
            {
                return new(StdStream.Stdout, 0);
            }

            _pending = _buffer.AsMemory(0, count);
        }
    }

    /// <summary>Sends input to the process.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        await _stream.WriteAsync(input, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the process's input; its output can still be read. Over TLS this is a close_notify. A named pipe has no half-close:
    /// there the input ends with the stream.
    /// </summary>
    public ValueTask CloseWriteAsync() => UpgradedConnection.CloseWriteAsync(_stream);

    /// <summary><see cref="CloseWriteAsync"/> for callers that cannot wait; a failure shows in the next read.</summary>
    public void CloseWrite() => _ = CloseQuietlyAsync();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task CloseQuietlyAsync()
    {
        try
        {
            await CloseWriteAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer is gone already: the reader learns it from the stream itself.
        }
    }

    private ValueTask<int> ReadRawAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_pending.IsEmpty)
        {
            return _stream.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(_pending.Length, buffer.Length);
        _pending[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return new(count);
    }

    private bool TryTake(Memory<byte> buffer, out ReadResult result)
    {
        // The parser must see no more than fits, or it would count bytes as given out that were not.
        var window = _pending[..Math.Min(_pending.Length, buffer.Length)];
        var before = window.Length;
        var found = _frames.TryRead(ref window, out var stream, out var payload);
        _pending = _pending[(before - window.Length)..];
        payload.CopyTo(buffer);
        result = new(stream, payload.Length);
        return found || (!_pending.IsEmpty && TryTake(buffer, out result));
    }
}
