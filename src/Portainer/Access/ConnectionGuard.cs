using Microsoft.AspNetCore.SignalR;

namespace Portainer.Access;

/// <summary>
/// A hub connection asks who it is once and then lives for hours: this one is asked again and again, so that a session ended
/// elsewhere ends its streams and consoles too.
/// </summary>
internal sealed class ConnectionGuard(SessionCheck check, SignInLimits limits, TimeProvider time)
{
    /// <summary>Returns at once; the connection is aborted when its session no longer holds.</summary>
    public void Watch(HubCallerContext connection) => _ = WatchAsync(connection);

    private async Task WatchAsync(HubCallerContext connection)
    {
        try
        {
            do
            {
                await Task.Delay(limits.Revalidation, time, connection.ConnectionAborted);
            }
            while (await check.IsCurrentAsync(connection.User, connection.ConnectionAborted));
        }
        catch (OperationCanceledException)
        {
            // The browser left by itself.
            return;
        }

        connection.Abort();
    }
}
