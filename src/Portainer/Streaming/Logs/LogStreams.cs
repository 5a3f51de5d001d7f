using System.Runtime.CompilerServices;
using Portainer.Access;

namespace Portainer.Streaming.Logs;

/// <summary>Logs on their way to browsers: one engine request per viewer, ended when the viewer leaves.</summary>
internal sealed class LogStreams(EngineGate gate, TimeProvider time)
{
    /// <summary>Batches a browser may have outstanding; 32 KiB each, more only for a single longer line.</summary>
    private const int BatchesAhead = 32;

    public async IAsyncEnumerable<string> ReadAsync(
        Caller caller, LogRequest request, IAsyncEnumerable<long> acknowledgements, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Refused before the first byte, not after the first batch.
        await gate.OpenAsync(caller, request.EndpointId, request.Container, Operation.ReadContainerLogs, cancellationToken);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outbox = new LogOutbox(time);
        var window = new AckWindow(BatchesAhead);
        var reading = new LogFollower(gate, caller, request, outbox, time).RunAsync(leaving.Token);
        var listening = window.ListenAsync(acknowledgements, leaving.Token);
        try
        {
            await foreach (var item in outbox.ReadAsync(window, leaving.Token))
            {
                yield return item;
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await reading;
            await listening.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
