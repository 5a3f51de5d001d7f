using Portainer.Engine;

namespace Portainer.Images.Transfer;

/// <summary>
/// Passes a stream on, tells how much went by, and remembers why it broke: whoever sends it on only sees a request that failed.
/// Once closed, nothing reads the source any more.
/// </summary>
internal sealed class MeteredStream(Stream source, Action<long> moved) : ReadOnlyStream
{
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>What the source threw, other than because of a cancel.</summary>
    public Exception? Failure { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var reading = ReadOnAsync(buffer, both.Token);
        _reading = reading;
        return await reading;
    }

    /// <summary>Ends a read that is under way, then lets go of the source.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await source.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<int> ReadOnAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = await source.ReadAsync(buffer, cancellationToken);
            Count += count;
            moved(Count);
            return count;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Failure = failure;
            throw;
        }
    }
}
