using System.Collections.Concurrent;
using System.Globalization;
using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Engine;
using Portainer.Files;
using Portainer.Fleet;
using Portainer.Gateway;
using Portainer.Jobs;

namespace Portainer.Containers.RunOnce;

/// <summary>
/// Runs a program in a container of its own to its end, as a job (<c>docker run --rm</c>): what it writes is the job's output, its exit code
/// the outcome. The container goes in any case; what a crash of this console leaves behind carries a label and goes with <see cref="HelperSweep"/>.
/// </summary>
internal sealed class RunOnceActions(EngineGate gate, MakeRights rights, JobRunner jobs, ImageFetch images, HelperMaker installation, TimeProvider time)
{
    private const int LongestTitle = 80;
    private static readonly TimeSpan Unlimited = TimeSpan.FromDays(3650);
    private readonly ConcurrentDictionary<string, bool> _running = new();

    /// <summary>Whether the run with this mark, the value of <see cref="HelperLabel.Run"/>, is going on in this process.</summary>
    public bool IsRunning(string mark) => _running.ContainsKey(mark);

    /// <param name="draft">Its restart policy and its open input are left out: there is one run, and nobody types.</param>
    /// <param name="limit">How long it may run; null for as long as it likes.</param>
    /// <exception cref="DraftException">A field cannot be read; nothing was started.</exception>
    /// <exception cref="AccessDeniedException">The caller may not create or start containers here.</exception>
    public async Task<Job> StartAsync(Caller caller, int endpointId, ContainerDraft draft, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var wanted = Parameters(draft);
        await OpenAsync(caller, endpointId, cancellationToken);
        var title = $"Run {wanted.Image} {draft.Command}".TrimEnd();
        var plan = new JobPlan("run", title.Length > LongestTitle ? $"{title[..LongestTitle]}…" : title)
        {
            EndpointId = endpointId,
            Icon = "play",
            CancelWarning = "The program is killed where it is, and its container is removed.",
        };
        return jobs.Start(caller, plan, (progress, ending) => RunAsync(caller, endpointId, wanted, draft.AlwaysPull, limit, progress, ending));
    }

    private static CreateContainerParameters Parameters(ContainerDraft draft)
    {
        var once = draft.Copy();
        (once.AutoRemove, once.Interactive, once.RestartPolicy, once.RestartTries) = (false, false, "no", "");
        return once.ToParameters();
    }

    private async Task<string> RunAsync(
        Caller caller, int endpointId, CreateContainerParameters wanted, bool pull, TimeSpan? limit, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(caller, endpointId, cancellationToken);
        if (pull || !await ImageFetch.IsThereAsync(session.Client, wanted.Image, cancellationToken))
        {
            await images.PullAsync(caller, endpointId, wanted, progress, cancellationToken);
        }

        var volumes = await rights.DemandAsync(caller, session, wanted, cancellationToken);
        var mark = Guid.NewGuid().ToString("n");
        _running[mark] = true;
        try
        {
            await LabelAsync(wanted, mark, limit, cancellationToken);
            return await new OneRun(session.Client, wanted, progress, time, id => rights.ClaimAsync(caller, session, id, volumes)).RunAsync(limit, cancellationToken);
        }
        finally
        {
            _running.TryRemove(mark, out _);
        }
    }

    private async Task LabelAsync(CreateContainerParameters wanted, string mark, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + (limit ?? Unlimited) + TimeSpan.FromHours(1);
        wanted.Labels = new Dictionary<string, string>(wanted.Labels ?? new Dictionary<string, string>())
        {
            [HelperLabel.Run] = mark,
            [HelperLabel.Owner] = await installation.OwnerAsync(cancellationToken),
            [HelperLabel.Expires] = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
    }

    private async Task<EngineSession> OpenAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Target.New, Operation.RemoveContainer, cancellationToken);
        await gate.OpenAsync(caller, endpointId, Target.New, Operation.StartContainer, cancellationToken);
        return await gate.OpenAsync(caller, endpointId, Operation.CreateContainer, cancellationToken);
    }
}
