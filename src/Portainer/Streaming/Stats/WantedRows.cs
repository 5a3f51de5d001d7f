namespace Portainer.Streaming.Stats;

/// <summary>Which rows a browser has on screen, as it last said.</summary>
internal sealed class WantedRows
{
    /// <summary>More than fit on any screen; a page cannot make us open more than this.</summary>
    private const int Most = 300;

    private readonly Pulse _changed = new();

    public IReadOnlySet<string> Ids { get; private set; } = new HashSet<string>();

    /// <summary>Takes choices until the browser stops sending them.</summary>
    public async Task ListenAsync(IAsyncEnumerable<string[]> choices, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var ids in choices.WithCancellation(cancellationToken))
            {
                Ids = ids.Take(Most).ToHashSet();
                _changed.Set();
            }
        }
        catch (OperationCanceledException)
        {
            // The browser left.
        }
    }

    /// <summary>Waits for the next choice, at most <paramref name="longest"/>.</summary>
    public async Task ChangedAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = _changed.WaitAsync(enough.Token).AsTask();
        await Task.WhenAny(changed, Task.Delay(longest, time, cancellationToken));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
