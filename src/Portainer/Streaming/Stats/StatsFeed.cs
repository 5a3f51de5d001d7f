using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Streaming.Stats;

/// <summary>One engine stream of one container's statistics, and its newest sample for whoever looks.</summary>
internal sealed class StatsFeed(string id, DockerClient client, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _unwatched = new();

    public ChangeSignal Changes { get; } = new(time);

    /// <summary>Null before the first sample and while the container does not run.</summary>
    public StatsSample? Latest { get; private set; }

    /// <summary>The engine ended the stream or could not be reached; a new feed is needed.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Why it ended, if not in good order.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Reads until nobody watches or the engine ends the stream.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var usage in client.Containers.GetContainerUsageAsync(id, _unwatched.Token))
            {
                Latest = StatsSample.From(id, usage.Name.TrimStart('/'), usage, time.GetUtcNow());
                Changes.Notify();
            }
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
        finally
        {
            Latest = null;
            HasEnded = true;
            Changes.Notify();
        }
    }

    public void Dispose()
    {
        _unwatched.Cancel();
        _unwatched.Dispose();
    }
}
