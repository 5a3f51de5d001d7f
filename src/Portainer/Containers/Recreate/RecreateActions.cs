using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Jobs;
using Portainer.Gateway;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>Recreates containers as jobs: with edited settings, or as they are from the newest image; and those that share something with them.</summary>
internal sealed class RecreateActions(EngineGate gate, MakeRights rights, Owners owners, JobRunner jobs, ActiveRecreations active, ImageFetch images, TimeProvider time)
{
    /// <param name="draft">The edited settings, from <see cref="CreateActions.ReadAsync"/>; null recreates it as it is.</param>
    /// <param name="pull">Fetch the newest image first.</param>
    /// <param name="sharers">Recreate afterwards, by the same walk, what <see cref="SharersAsync"/> lists.</param>
    /// <exception cref="AccessDeniedException">The caller may not create or remove containers here.</exception>
    /// <exception cref="OwnContainerException">It is the container this console runs in.</exception>
    public async Task<Job> StartAsync(
        Caller caller, int endpointId, string container, ContainerDraft? draft, bool pull, bool sharers, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(caller, endpointId, container, draft is not null, cancellationToken);
        var old = await session.Client.Containers.InspectContainerAsync(container, cancellationToken);
        // By what the engine found, not by what it was called: half way through nobody would be left to finish.
        if (session.IsOwn(old.ID))
        {
            throw new OwnContainerException("Recreate", old.Name.TrimStart('/'), mayConfirm: false);
        }

        var isEdited = draft is not null;
        draft = draft?.Copy() ?? await CreateActions.DraftOfAsync(session, old, cancellationToken);
        if (draft.Origin?.Id != old.ID)
        {
            throw new RecreateException($"{container} was replaced while you were editing it. Open it again so that nothing of the other change is lost.");
        }

        var plan = RecreatePlan.Of(old, draft);
        await rights.DemandAsync(caller, session, plan.Wanted, cancellationToken);
        return Begin(new(caller, endpointId, plan, isEdited, sharers ? SharerFate.Recreated : SharerFate.Named), pull || draft.AlwaysPull);
    }

    /// <summary>Who would have to be recreated too, because they use its network, IPC, process ids, links or volumes.</summary>
    public async Task<IReadOnlyList<Sharer>> SharersAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.InspectContainer, cancellationToken);
        var old = await session.Client.Containers.InspectContainerAsync(container, cancellationToken);
        return await Sharers.FindAsync(session, new(old.ID, [old.Name.TrimStart('/')], old.Name.TrimStart('/')), cancellationToken);
    }

    private Job Begin(Walk walk, bool pull)
    {
        var trace = walk.Plan.Trace;
        var title = trace.Name == trace.FinalName ? $"Recreate {trace.Name}" : $"Recreate {trace.Name} as {trace.FinalName}";
        return jobs.Start(
            walk.Caller,
            new("recreate", title) { EndpointId = walk.Endpoint, Icon = "restart", Href = trace.Href(walk.Endpoint) },
            (progress, ending) => RunAsync(walk, pull, progress, ending));
    }

    private async Task<string> RunAsync(Walk walk, bool pull, JobProgress progress, CancellationToken cancellationToken)
    {
        var plan = walk.Plan;
        using var held = active.Hold(plan.Trace.Mark);
        var session = await OpenAsync(walk.Caller, walk.Endpoint, plan.OldId, walk.IsEdited, cancellationToken);
        if (pull || !await ImageFetch.IsThereAsync(session.Client, plan.Wanted.Image, cancellationToken))
        {
            await images.PullAsync(walk.Caller, walk.Endpoint, plan.Wanted, progress, cancellationToken);
        }

        // Before anything is touched: links are forgotten with the container they lead to, and what shares its processes ends with it.
        var first = MovedContainer.Of(plan);
        var sharers = walk.Sharers == SharerFate.Ignored ? [] : await Sharers.FindAsync(session, first, cancellationToken);
        var plans = walk.Sharers == SharerFate.Recreated ? await Sharers.PlansAsync(session, sharers, first, cancellationToken) : [];
        var isPodman = session.Endpoint.Facts?.IsPodman == true;
        // Theirs from the start: what a crash leaves half way is put right in their name.
        Task ClaimAsync(string id) => owners.ClaimAsync(walk.Caller, walk.Endpoint, ResourceType.Container, id, CancellationToken.None);
        var outcome = await RecreateAsync(session, walk, new(session.Client, plan, progress, time, isPodman, made: ClaimAsync), cancellationToken);
        return walk.Sharers == SharerFate.Recreated
            ? await FollowAsync(walk with { Sharers = SharerFate.Ignored }, outcome, sharers, plans, progress, cancellationToken)
            : outcome + Sharers.LeftAlone(sharers, plan.Trace.FinalName);
    }

    // The first one is done whatever becomes of these, so each outcome is told and none stops the next.
    private async Task<string> FollowAsync(
        Walk walk, string outcome, IReadOnlyList<Sharer> sharers, IReadOnlyList<RecreatePlan> plans, JobProgress progress, CancellationToken cancellationToken)
    {
        var isWhole = true;
        foreach (var (sharer, plan) in sharers.Zip(plans))
        {
            progress.Status($"Recreating {sharer.Name}");
            progress.Step(sharer.Name, "Recreating it too", label: sharer.Name);
            var (isDone, sentence) = cancellationToken.IsCancellationRequested
                ? (false, $"{sharer.Name} was not recreated, because this was cancelled.")
                : await FollowAsync(walk with { Plan = plan, IsEdited = false }, sharer);
            progress.Step(sharer.Name, isDone ? "Recreated too" : "Not recreated", finished: true, label: sharer.Name);
            (isWhole, outcome) = (isWhole && isDone, $"{outcome} {sentence}");
        }

        return isWhole ? outcome : throw new RecreateException(outcome);
    }

    private async Task<(bool IsDone, string Sentence)> FollowAsync(Walk walk, Sharer sharer)
    {
        if (sharer.IsSelf)
        {
            return (false, $"{sharer.Name} is the container this console runs in: recreate it from the host.");
        }

        var job = Begin(walk, pull: false);
        await job.Ended;
        return (job.State == JobState.Succeeded, job.Outcome);
    }

    private async Task<string> RecreateAsync(EngineSession session, Walk walk, Recreation recreation, CancellationToken cancellationToken)
    {
        // Again: what they may, or what a name means, may have changed while the image came.
        var volumes = await rights.DemandAsync(walk.Caller, session, walk.Plan.Wanted, cancellationToken);
        try
        {
            var outcome = await recreation.RunAsync(cancellationToken);
            return outcome + await NoteOwnerAsync(walk, () => Task.FromResult(recreation.NewId), volumes);
        }
        catch (RecreateException failure) when (walk.Plan.RemovesItself)
        {
            // The old one may have been made again, under its own name.
            var note = await NoteOwnerAsync(walk, async () => (await session.Client.Containers.InspectContainerAsync(walk.Plan.Trace.Name)).ID, []);
            throw note.Length == 0 ? failure : new RecreateException(failure.Message + note, failure);
        }
    }

    /// <summary>Gives the owner of the old container to its heir. What has become of the containers is told whether or not that could be noted.</summary>
    private async Task<string> NoteOwnerAsync(Walk walk, Func<Task<string>> heirAsync, IReadOnlyList<string> volumes)
    {
        try
        {
            if (await heirAsync() is var heir && heir != walk.Plan.OldId)
            {
                await owners.MoveAsync(walk.Endpoint, ResourceType.Container, walk.Plan.OldId, heir, CancellationToken.None);
            }

            foreach (var volume in volumes)
            {
                await owners.ClaimAsync(walk.Caller, walk.Endpoint, ResourceType.Volume, volume, CancellationToken.None);
            }

            return "";
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is StorageException)
        {
            return $" Whose it is could not be noted: {failure.Message}";
        }
    }

    // As it is but for a newer image: that is running what is there. With other settings it is making.
    private async Task<EngineSession> OpenAsync(Caller caller, int endpointId, string container, bool isEdited, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.RedeployContainer, cancellationToken);
        if (isEdited)
        {
            await gate.OpenAsync(caller, endpointId, container, Operation.RemoveContainer, cancellationToken);
            await gate.OpenAsync(caller, endpointId, Operation.CreateContainer, cancellationToken);
        }

        return session;
    }

    private enum SharerFate
    {
        Recreated,
        Named,

        /// <summary>Somebody else sees to them.</summary>
        Ignored,
    }

    private sealed record Walk(Caller Caller, int Endpoint, RecreatePlan Plan, bool IsEdited, SharerFate Sharers);
}
