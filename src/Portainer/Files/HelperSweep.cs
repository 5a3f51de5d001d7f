using System.Globalization;
using Portainer.Access;
using Portainer.Containers.RunOnce;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Files;

/// <summary>Removes helper containers and single runs that nobody uses any more: our own as soon as their engine is there, those of other installations once they have expired.</summary>
internal sealed class HelperSweep(EngineGate gate, HelperContainers helpers, RunOnceActions runs, HelperMaker maker, TimeProvider time, ILogger<HelperSweep> logger) : BackgroundService
{
    private static readonly Caller Ourselves = new(-1, "Portainer", true);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private readonly Dictionary<int, DateTimeOffset> _swept = [];

    /// <summary>Returns how many were removed.</summary>
    public async Task<int> SweepAsync(int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(Ourselves, endpointId, Operation.BrowseVolume, cancellationToken);
        var owner = await maker.OwnerAsync(cancellationToken);
        ContainerListResponse[] found =
        [
            .. await FindAsync(session, HelperLabel.Purpose, cancellationToken),
            .. (await FindAsync(session, HelperLabel.Run, cancellationToken)).Where(container => !runs.IsRunning(container.Labels[HelperLabel.Run])),
        ];
        var used = helpers.Leases;
        var removed = 0;
        foreach (var left in found.Where(container => !IsUsed(container, used) && IsOver(container, owner)))
        {
            await HelperMaker.RemoveAsync(session.Client, left.ID, cancellationToken);
            removed++;
        }

        return removed;
    }

    private static Task<IReadOnlyList<ContainerListResponse>> FindAsync(EngineSession session, string label, CancellationToken cancellationToken) =>
        session.Client.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "label", label } } }, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in gate.ChangesAsync(null, Pace, stoppingToken))
            {
                await SweepNewAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepNewAsync(CancellationToken cancellationToken)
    {
        foreach (var view in gate.Views(Ourselves).Where(IsNew))
        {
            _swept[view.Id] = view.Connection.Since;
            try
            {
                if (await SweepAsync(view.Id, cancellationToken) is > 0 and var count)
                {
                    logger.LogInformation("Endpoint {Endpoint}: removed {Count} helper containers that an earlier run left behind", view.Name, count);
                }
            }
            catch (Exception failure) when (Failures.IsTellable(failure))
            {
                logger.LogDebug(failure, "Endpoint {Endpoint}: helper containers were not looked for", view.Name);
            }
        }
    }

    // Once for each connection: while it lasts, helpers are removed by who uses them.
    private bool IsNew(EndpointView view) => view.Connection.State == ConnectionState.Up && _swept.GetValueOrDefault(view.Id) != view.Connection.Since;

    private static bool IsUsed(ContainerListResponse container, IReadOnlySet<string> leases) =>
        container.Labels is { } labels && labels.TryGetValue(HelperLabel.Lease, out var lease) && leases.Contains(lease);

    private bool IsOver(ContainerListResponse container, string owner) =>
        container.Labels is { } labels
        && ((labels.TryGetValue(HelperLabel.Owner, out var whose) && whose == owner)
            || !labels.TryGetValue(HelperLabel.Expires, out var text)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || time.GetUtcNow().ToUnixTimeSeconds() > expires);
}
