using Portainer.Engine;

namespace Portainer.Images.BuildKit;

/// <summary>Reads what was received already, then the rest.</summary>
internal sealed class ReadAheadStream(Stream rest, ReadOnlyMemory<byte> received) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _received = received;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_received.IsEmpty)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _received.Length);
        _received[..count].CopyTo(buffer);
        _received = _received[count..];
        return new(count);
    }
}
