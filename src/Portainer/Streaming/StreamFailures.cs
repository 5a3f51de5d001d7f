using Microsoft.AspNetCore.SignalR;
using Portainer.Access;

namespace Portainer.Streaming;

/// <summary>A failure of a stream, told in a sentence.</summary>
internal sealed class StreamException(string message) : TellableException(message);

/// <summary>Lets a browser see sentences and nothing else: what is meant for people passes, everything else goes to our own log.</summary>
internal static class StreamFailures
{
    /// <summary>Passes a stream through; whatever it throws reaches the browser as one sentence.</summary>
    public static async IAsyncEnumerable<T> Told<T>(this IAsyncEnumerable<T> source, ILogger logger)
    {
        await using var items = source.GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await items.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or HubException))
            {
                throw new HubException(Sentence(failure, logger));
            }

            yield return items.Current;
        }
    }

    private static string Sentence(Exception failure, ILogger logger)
    {
        if (Failures.IsTellable(failure))
        {
            return failure.Message;
        }

        logger.LogError(failure, "A stream to a browser failed");
        return "Portainer could not go on with this stream. Its own log says why; reload the page to try again.";
    }
}
