using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Jobs;

namespace Portainer.Jobs;

/// <summary>
/// Ids for jobs, out of ranges that the database hands out, so that two consoles on one database never give the same one. The next range
/// is fetched while there is still some of the last, because <see cref="JobRunner.Start"/> answers at once.
/// </summary>
internal sealed partial class JobNumbers(JobStore store, ILogger<JobNumbers> logger)
{
    private const int RangeSize = 100;
    private const int FetchAt = RangeSize / 2;

    private readonly Lock _lock = new();
    private readonly Queue<(int First, int End)> _more = new();
    private int _next;
    private int _end;
    private bool _isFetching;

    /// <exception cref="StorageException">The database gives none.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        var first = await store.ReserveAsync(RangeSize, cancellationToken);
        lock (_lock)
        {
            _more.Enqueue((first, first + RangeSize));
        }
    }

    /// <exception cref="NoJobNumberException">All were used while the database was away.</exception>
    public int Next()
    {
        lock (_lock)
        {
            if (_next == _end && _more.TryDequeue(out var range))
            {
                (_next, _end) = range;
            }

            if (_end - _next <= FetchAt && _more.Count == 0 && !_isFetching)
            {
                _isFetching = true;
                _ = Task.Run(FetchMoreAsync);
            }

            return _next < _end ? _next++ : throw new NoJobNumberException();
        }
    }

    /// <summary>Gives what was not used back, so that a restart leaves no gap; unless somebody else has taken the next range.</summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        (int First, int End)[] unused;
        lock (_lock)
        {
            unused = [.. _more.Reverse(), (_next, _end)];
            _more.Clear();
            _end = _next;
        }

        foreach (var (first, end) in unused.Where(range => range.First < range.End))
        {
            await store.ReturnAsync(first, end, cancellationToken);
        }
    }

    private async Task FetchMoreAsync()
    {
        try
        {
            await FetchAsync(CancellationToken.None);
        }
        catch (StorageException failure)
        {
            LogNoMore(failure.Message);
        }
        finally
        {
            lock (_lock)
            {
                _isFetching = false;
            }
        }
    }

    [LoggerMessage(5, LogLevel.Warning, "No more numbers for jobs yet: {Cause}")]
    private partial void LogNoMore(string cause);
}

/// <summary>Nothing was started.</summary>
internal sealed class NoJobNumberException() : TellableException("Nothing was started: the database of this console cannot be written, so it could not be noted. Try again in a moment.");
