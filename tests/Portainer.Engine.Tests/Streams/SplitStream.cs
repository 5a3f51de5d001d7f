namespace Portainer.Engine.Tests.Streams;

/// <summary>Bytes that come in pieces of one size.</summary>
internal sealed class SplitStream(byte[] bytes, int pieceLength) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceLength)], cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        base.ReadAsync(buffer, offset, Math.Min(count, pieceLength), cancellationToken);
}
