using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>
/// Puts right what a recreation left behind because this console, or the engine, died in the middle: two containers where there should be one.
/// It acts only on names that carry the mark of a job of this console's own, so that another console's work is left alone.
/// </summary>
internal sealed partial class RecreateRecovery(JobRunner jobs, EngineGate gate, ActiveRecreations active) : BackgroundService
{
    private const int MostTries = 5;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly Caller Everybody = new(0, "Portainer", true);
    private readonly ConcurrentDictionary<string, int> _tries = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in gate.ChangesAsync(null, Pace, stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The product stops.
        }
    }

    /// <summary>Starts a repair, as a job, for every leftover that can be seen now.</summary>
    public IReadOnlyList<Job> Look() =>
        [.. gate.Views(Everybody)
            .Where(view => view.Connection.State == ConnectionState.Up)
            .SelectMany(view => view.Containers.Select(row => Alias().Match(row.Name)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct(), (view, mark) => (view, mark))
            .Where(found => !active.Contains(found.mark))
            .Select(found => Repair(found.view, found.mark))
            .OfType<Job>()];

    private Job? Repair(EndpointView view, string mark)
    {
        var origin = jobs.List(Everybody).FirstOrDefault(job => !job.IsRunning && job.Plan.EndpointId == view.Id && RecreateTrace.FromHref(job.Href)?.Mark == mark);
        if (origin is null || RecreateTrace.FromHref(origin.Href) is not { } trace || _tries.AddOrUpdate(mark, 1, (_, tries) => tries + 1) > MostTries)
        {
            return null;
        }

        // In the name of who began it: nothing is done that they did not ask for.
        var caller = new Caller(origin.UserId, origin.UserName, true);
        var held = active.Hold(mark);
        var plan = new JobPlan("recreate", $"Put {trace.Name} right") { EndpointId = view.Id, Icon = "restart", Href = trace.Href(view.Id) };
        return jobs.Start(caller, plan, async (progress, cancellationToken) =>
        {
            using (held)
            {
                return await RepairAsync(caller, view.Id, trace, cancellationToken);
            }
        });
    }

    private async Task<string> RepairAsync(Caller caller, int endpointId, RecreateTrace trace, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.RemoveContainer, cancellationToken);
        var all = await session.Client.Containers.ListContainersAsync(new() { All = true }, cancellationToken);
        if (RecreateRepair.Of(all, trace, mayFinish: true) is not { } repair)
        {
            return $"Nothing was left to do for {trace.Name}.";
        }

        await repair.RunAsync(session.Client, session.Endpoint.Facts?.IsPodman == true);
        return repair.IsFinished
            ? $"The recreation of {trace.Name} was cut off when the new container already ran: it stays, the old one was removed."
            : $"The recreation of {trace.Name} was cut off: the old container is back as it was.";
    }

    [GeneratedRegex("-(?:old|new)-([srp][0-9a-f]{6})$")]
    private static partial Regex Alias();
}
