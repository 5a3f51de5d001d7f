namespace Portainer.Streaming;

/// <summary>Changes for code that looks first and then waits: subscribed from its creation on, so that none falls between.</summary>
internal sealed class ChangeWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Pulse _pulse = new();
    private readonly Task _listening;
    private volatile bool _ended;

    public ChangeWatch(IAsyncEnumerable<bool> changes) => _listening = ListenAsync(changes);

    /// <summary>Waits for a change since the last call; false when there will be no more.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!_ended)
        {
            await _pulse.WaitAsync(cancellationToken);
        }

        return !_ended;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _listening;
        _leaving.Dispose();
    }

    private async Task ListenAsync(IAsyncEnumerable<bool> changes)
    {
        try
        {
            await foreach (var _ in changes.WithCancellation(_leaving.Token))
            {
                _pulse.Set();
            }
        }
        catch (OperationCanceledException)
        {
            // Left.
        }
        finally
        {
            _ended = true;
            _pulse.Set();
        }
    }
}
