using Portainer.Engine;

namespace Portainer.Volumes;

/// <summary>Passes a stream on and tells how much went by.</summary>
internal sealed class CountedStream(Stream source, Action<long> moved) : ReadOnlyStream
{
    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        Count += count;
        moved(Count);
        return count;
    }
}
