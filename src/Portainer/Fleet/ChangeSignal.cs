using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Portainer.Fleet;

/// <summary>
/// "Something changed, look again." Each reader holds a channel of one: changes that arrive while it is busy are one change.
/// Nothing is lost by that because the signal carries no data.
/// </summary>
internal sealed class ChangeSignal(TimeProvider time)
{
    private readonly ConcurrentDictionary<Channel<bool>, bool> _readers = new();

    public void Notify()
    {
        foreach (var reader in _readers.Keys)
        {
            reader.Writer.TryWrite(true);
        }
    }

    /// <summary>No more changes will come: every reader's loop ends.</summary>
    public void Complete()
    {
        foreach (var reader in _readers.Keys)
        {
            reader.Writer.TryComplete();
        }
    }

    /// <summary>Yields on the first change at once, then at most once per <paramref name="interval"/>.</summary>
    public IAsyncEnumerable<bool> ReadAsync(TimeSpan interval, CancellationToken cancellationToken) => ReadAsync(interval, false, cancellationToken);

    /// <summary>The same for who draws what is there first: yields once it listens, so that no change falls between that look and the first wait.</summary>
    public IAsyncEnumerable<bool> LookAsync(TimeSpan interval, CancellationToken cancellationToken) => ReadAsync(interval, true, cancellationToken);

    private async IAsyncEnumerable<bool> ReadAsync(TimeSpan interval, bool atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _readers[channel] = true;
        if (atOnce)
        {
            channel.Writer.TryWrite(true);
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                channel.Reader.TryRead(out _);
                yield return true;
                if (interval > TimeSpan.Zero)
                {
                    await Task.Delay(interval, time, cancellationToken);
                }
            }
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }
}
