using System.Net;
using System.Net.Http.Headers;

namespace Portainer.Engine;

/// <summary>An archive on its way to the engine: read once, never held, and left open, since it is the caller's.</summary>
internal sealed class Archive(Stream source)
{
    /// <summary>Something of it was read, so it cannot be sent again.</summary>
    public bool IsSpent { get; private set; }

    public ValueTask<int> ReadAsync(byte[] piece, CancellationToken cancellationToken)
    {
        IsSpent = true;
        return source.ReadAsync(piece, cancellationToken);
    }
}

/// <summary>
/// Passes an archive on as it is read. The engine's patience counts from the last piece it took, and stands still while the
/// source itself has nothing.
/// </summary>
internal sealed class StreamedContent : HttpContent
{
    private const int PieceSize = 80 * 1024;

    private readonly Archive _archive;
    private readonly long? _length;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _limit;
    private TimeSpan _patience;

    /// <param name="length">Bytes, when they are known; else it is sent in chunks.</param>
    public StreamedContent(Archive archive, long? length = null)
    {
        (_archive, _length) = (archive, length);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    /// <summary><paramref name="limit"/> is put off with every piece; null once it is somebody else's.</summary>
    public void Bound(CancellationTokenSource? limit, TimeSpan patience)
    {
        lock (_lock)
        {
            (_limit, _patience) = (limit, patience);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_archive.IsSpent)
        {
            throw new IOException("The archive was already sent and cannot be sent again.");
        }

        var piece = new byte[PieceSize];
        while (await ReadAsync(piece, cancellationToken) is > 0 and var count && await TakesAsync(stream, piece.AsMemory(0, count), cancellationToken))
        {
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    // An engine that takes no more has answered, or is gone; reading the answer tells which.
    private static async ValueTask<bool> TakesAsync(Stream stream, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(piece, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async ValueTask<int> ReadAsync(byte[] piece, CancellationToken cancellationToken)
    {
        PutOff(Timeout.InfiniteTimeSpan);
        var count = await _archive.ReadAsync(piece, cancellationToken);
        PutOff(_patience);
        return count;
    }

    private void PutOff(TimeSpan delay)
    {
        lock (_lock)
        {
            _limit?.CancelAfter(delay);
        }
    }
}
