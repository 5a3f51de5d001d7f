using System.Buffers;
using System.Runtime.CompilerServices;

namespace Portainer.Engine;

/// <summary>
/// A container's log as it arrives. Read it once, in one of three forms: bytes, batches of lines (fast), or lines. Reading is
/// what takes bytes off the socket, so a slow reader slows the engine down and nothing piles up here.
/// </summary>
public sealed class ContainerLogStream : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly IDisposable? _owner;
    private readonly Func<Exception, CancellationToken, Task<DockerConnectionException>>? _name;

    internal ContainerLogStream(
        Stream stream,
        bool tty,
        IDisposable? owner = null,
        Func<Exception, CancellationToken, Task<DockerConnectionException>>? name = null)
    {
        (_stream, Tty, _owner, _name) = (stream, tty, owner, name);
    }

    /// <summary>A TTY has one stream: everything is stdout.</summary>
    public bool Tty { get; }

    /// <summary>The bytes, told apart by stream.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<LogChunk> ReadChunksAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var frames = default(FrameParser);
            while (await ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                ReadOnlyMemory<byte> input = buffer.AsMemory(0, count);
                if (Tty)
                {
                    yield return new(StdStream.Stdout, input);
                    continue;
                }

                while (frames.TryRead(ref input, out var stream, out var payload))
                {
                    yield return new(stream, payload);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Lines in batches without a string per line; a batch is out as soon as the engine pauses.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<LogLineBatch> ReadLineBatchesAsync(
        LogLineOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var lines = new LineAssembler(options ?? LogLineOptions.Default);
            var frames = default(FrameParser);
            while (await ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                ReadOnlyMemory<byte> input = buffer.AsMemory(0, count);
                while (TryReadPayload(ref frames, ref input, out var stream, out var payload))
                {
                    while (!payload.IsEmpty)
                    {
                        payload = payload[lines.Append(stream, payload.Span)..];
                        if (lines.IsFull)
                        {
                            yield return lines.Batch;
                            lines.Clear();
                        }
                    }
                }

                if (lines.LineCount > 0)
                {
                    yield return lines.Batch;
                    lines.Clear();
                }
            }

            lines.Finish();
            if (lines.LineCount > 0)
            {
                yield return lines.Batch;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Lines as strings.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<LogLine> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in ReadLineBatchesAsync(options: null, cancellationToken))
        {
            foreach (var line in batch.Lines())
            {
                yield return line;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _owner?.Dispose();
    }

    private bool TryReadPayload(ref FrameParser frames, ref ReadOnlyMemory<byte> input, out StdStream stream, out ReadOnlyMemory<byte> payload)
    {
        if (!Tty)
        {
            return frames.TryRead(ref input, out stream, out payload);
        }

        (stream, payload, input) = (StdStream.Stdout, input, default);
        return !payload.IsEmpty;
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _stream.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (_name is not null && ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await _name(exception, cancellationToken);
        }
    }
}
