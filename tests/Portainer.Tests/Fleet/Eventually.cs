using Portainer.Fleet;

namespace Portainer.Tests.Fleet;

/// <summary>Waits for a watch's picture to become something, by its own change signal; two minutes mean that it never will.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public static async Task HoldsAsync(EndpointWatch watch, Func<EndpointPicture, bool> holds)
    {
        using var limit = new CancellationTokenSource(Never);
        try
        {
            while (!holds(watch.Picture))
            {
                await using var changes = watch.Changes.ReadAsync(TimeSpan.Zero, limit.Token).GetAsyncEnumerator(limit.Token);
                var next = changes.MoveNextAsync();
                if (holds(watch.Picture))
                {
                    await limit.CancelAsync();
                    await SwallowAsync(next);
                    return;
                }

                await next;
            }
        }
        catch (OperationCanceledException)
        {
            var connection = watch.Picture.Connection;
            Assert.Fail($"The picture did not come about. Connection: {connection.State} {connection.Cause}; {watch.Picture.Containers.Count} containers.");
        }
    }

    private static async Task SwallowAsync(ValueTask<bool> pending)
    {
        try
        {
            await pending;
        }
        catch (OperationCanceledException)
        {
            // Cancelled above: the picture already holds.
        }
    }
}
