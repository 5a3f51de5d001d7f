using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Fleet;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>
/// Puts right what a recreation left behind because this console, or the engine, died in the middle: two containers where there should be one.
/// It acts only on names that carry the mark of a job of this console's own, so that another console's work is left alone.
/// </summary>
internal sealed partial class RecreateRecovery(JobRunner jobs, EngineGate gate, Callers callers, Owners owners, ActiveRecreations active, TimeProvider time) : BackgroundService
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

        // In the name of who began it: names are anybody's to give, so nothing is touched that is not theirs.
        var caller = callers.Of(origin.UserId, origin.UserName);
        var held = active.Hold(mark);
        var plan = new JobPlan("recreate", $"Put {trace.Name} right") { EndpointId = view.Id, Icon = "restart", Href = trace.Href(view.Id) };
        return jobs.Start(caller, plan, async (progress, cancellationToken) =>
        {
            using (held)
            {
                return await RepairAsync(caller, view.Id, trace, progress, cancellationToken);
            }
        });
    }

    private async Task<string> RepairAsync(Caller caller, int endpointId, RecreateTrace trace, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Target.Visible, Operation.RedeployContainer, cancellationToken);
        return await new RecreateAftermath(session, trace, progress, time).RunAsync(BeforeAsync, cancellationToken);

        async Task BeforeAsync(RecreateRepair repair)
        {
            foreach (var id in new[] { repair.RemoveId, repair.RenameId, repair.StartId }.OfType<string>())
            {
                await gate.OpenAsync(caller, endpointId, id, Operation.RedeployContainer, cancellationToken);
            }

            if (repair is { IsFinished: true, RemoveId: { } old, NewId: { } heir })
            {
                await owners.MoveAsync(endpointId, ResourceType.Container, old, heir, cancellationToken);
            }
        }
    }

    [GeneratedRegex("-(?:old|new)-([srp][0-9a-f]{6})$")]
    private static partial Regex Alias();
}
