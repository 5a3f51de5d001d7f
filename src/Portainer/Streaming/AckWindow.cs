namespace Portainer.Streaming;

/// <summary>How many items may be on their way to a browser that has not yet said it took them.</summary>
internal sealed class AckWindow(int size)
{
    private readonly Pulse _pulse = new();
    private long _sent;
    private long _acknowledged;

    /// <summary>Items sent and not yet acknowledged.</summary>
    public long Outstanding => Interlocked.Read(ref _sent) - Interlocked.Read(ref _acknowledged);

    /// <summary>Waits until one more item may be sent, and counts it as sent.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (Outstanding >= size)
        {
            await _pulse.WaitAsync(cancellationToken);
        }

        Interlocked.Increment(ref _sent);
    }

    /// <summary>The browser took everything up to <paramref name="count"/> items. Claims beyond what was sent are ignored.</summary>
    public void Acknowledge(long count)
    {
        if (count > Interlocked.Read(ref _acknowledged) && count <= Interlocked.Read(ref _sent))
        {
            Interlocked.Exchange(ref _acknowledged, count);
            _pulse.Set();
        }
    }

    /// <summary>Takes acknowledgements until the browser stops sending them.</summary>
    public async Task ListenAsync(IAsyncEnumerable<long> acknowledgements, CancellationToken cancellationToken)
    {
        await foreach (var count in acknowledgements.WithCancellation(cancellationToken))
        {
            Acknowledge(count);
        }
    }
}
