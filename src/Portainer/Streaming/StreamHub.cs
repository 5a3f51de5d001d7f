using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Portainer.Access;
using Portainer.Streaming.Consoles;
using Portainer.Streaming.Logs;
using Portainer.Streaming.Stats;

namespace Portainer.Streaming;

/// <summary>
/// Everything that flows to browsers apart from pages. Each method passes the gate before its first item, and leaving a stream
/// ends what was opened for it at the engine.
/// </summary>
[Authorize]
internal sealed class StreamHub(LogStreams logs, StatsStreams stats, ConsoleSessions consoles, ConnectionGuard guard, Callers callers, ILogger<StreamHub> logger) : Hub
{
    private Caller Caller => callers.Of(Context.User);

    public override Task OnConnectedAsync()
    {
        guard.Watch(Context);
        return base.OnConnectedAsync();
    }

    /// <summary>A log as batches of lines; the browser says with each acknowledgement how many it has taken.</summary>
    public IAsyncEnumerable<string> Logs(LogRequest request, IAsyncEnumerable<long> acknowledgements, CancellationToken cancellationToken) =>
        logs.ReadAsync(Caller, request, acknowledgements, cancellationToken).Told(logger);

    public IAsyncEnumerable<StatsUpdate> ContainerStats(int endpointId, string container, CancellationToken cancellationToken) =>
        stats.ContainerAsync(Caller, endpointId, container, cancellationToken).Told(logger);

    /// <summary>Rows for the ids the browser has on screen; it sends the whole list anew when that changes.</summary>
    public IAsyncEnumerable<IReadOnlyList<StatsSample>> LiveStats(int endpointId, IAsyncEnumerable<string[]> wanted, CancellationToken cancellationToken) =>
        stats.RowsAsync(Caller, endpointId, wanted, cancellationToken).Told(logger);

    public IAsyncEnumerable<EngineStatsUpdate> EngineStats(int endpointId, CancellationToken cancellationToken) =>
        stats.EngineAsync(Caller, endpointId, cancellationToken).Told(logger);

    public IAsyncEnumerable<ProcessUpdate> Processes(int endpointId, string container, CancellationToken cancellationToken) =>
        stats.ProcessesAsync(Caller, endpointId, container, cancellationToken).Told(logger);

    /// <summary>A terminal: input, sizes and acknowledgements up, output down.</summary>
    public IAsyncEnumerable<string> Console(ConsoleRequest request, IAsyncEnumerable<string> input, CancellationToken cancellationToken) =>
        consoles.ConnectAsync(Caller, request, input, cancellationToken).Told(logger);
}
