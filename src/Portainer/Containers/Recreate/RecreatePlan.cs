using Portainer.Containers.Create;
using Portainer.Engine;

namespace Portainer.Containers.Recreate;

/// <summary>What a step of a recreation does; the order they are done in.</summary>
internal enum RecreateStep
{
    Create,
    Stop,
    MoveOld,
    MoveNew,
    Start,
    Wait,
    Remove,
}

/// <summary>
/// How one container takes the place of another. Pure: decided before anything is touched. The new one is created first, under a name of its
/// own, because that alone finds most mistakes while the old one still runs; ports and addresses are only taken when it starts.
/// </summary>
internal sealed record RecreatePlan(RecreateTrace Trace, string OldId, CreateContainerParameters Wanted, CreateContainerParameters Fallback, bool RemovesItself)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public bool Runs => Trace.Previous != PreviousState.Stopped;

    public IReadOnlyList<RecreateStep> Steps => Runs
        ? [RecreateStep.Create, RecreateStep.Stop, RecreateStep.MoveOld, RecreateStep.MoveNew, RecreateStep.Start, RecreateStep.Wait, RecreateStep.Remove]
        : [RecreateStep.Create, RecreateStep.MoveOld, RecreateStep.MoveNew, RecreateStep.Remove];

    /// <param name="old">The container as it is.</param>
    /// <param name="draft">What it is to become; made from <paramref name="old"/> and perhaps edited.</param>
    public static RecreatePlan Of(ContainerInspectResponse old, ContainerDraft draft)
    {
        var name = old.Name.TrimStart('/');
        var finalName = draft.Name.Trim() is { Length: > 0 } chosen ? chosen : name;
        var wanted = draft.ToParameters();
        var fallback = DraftOrigin.Copy(draft.Origin!.Parameters);
        AnonymousVolumes.Carry(old, wanted);
        AnonymousVolumes.Carry(old, fallback);
        var trace = RecreateTrace.New(name, finalName, StateOf(old));
        (wanted.Name, fallback.Name) = (trace.NewAlias, name);
        return new(trace, old.ID, wanted, fallback, old.HostConfig.AutoRemove);
    }

    /// <summary>How long a health check may take to say "healthy" before the recreation counts as failed.</summary>
    public static TimeSpan PatienceFor(HealthConfig check)
    {
        var interval = check.Interval > 0 ? Nanoseconds(check.Interval) : TimeSpan.FromSeconds(30);
        var timeout = check.Timeout > 0 ? Nanoseconds(check.Timeout) : TimeSpan.FromSeconds(30);
        var whole = Nanoseconds(check.StartPeriod) + ((interval + timeout) * Math.Max(check.Retries, 3)) + Slack;
        return whole < Longest ? whole : Longest;
    }

    private static PreviousState StateOf(ContainerInspectResponse container) =>
        container.State.Paused ? PreviousState.Paused : container.State.Running || container.State.Restarting ? PreviousState.Running : PreviousState.Stopped;

    private static TimeSpan Nanoseconds(long time) => TimeSpan.FromTicks(time / TimeSpan.NanosecondsPerTick);
}
