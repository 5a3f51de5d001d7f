using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>Recreates containers as jobs: with edited settings, or as they are from the newest image.</summary>
internal sealed class RecreateActions(EngineGate gate, JobRunner jobs, ActiveRecreations active, ImageFetch images, TimeProvider time)
{
    /// <param name="draft">The edited settings, from <see cref="CreateActions.ReadAsync"/>; null recreates it as it is.</param>
    /// <param name="pull">Fetch the newest image first.</param>
    /// <exception cref="AccessDeniedException">The caller may not create or remove containers here.</exception>
    /// <exception cref="OwnContainerException">It is the container this console runs in.</exception>
    public async Task<Job> StartAsync(Caller caller, int endpointId, string container, ContainerDraft? draft, bool pull, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(caller, endpointId, container, cancellationToken);
        if (session.Endpoint.FindContainer(container)?.IsSelf == true)
        {
            throw new OwnContainerException("Recreate", container);
        }

        var old = await session.Client.Containers.InspectContainerAsync(container, cancellationToken);
        draft = draft?.Copy() ?? await CreateActions.DraftOfAsync(session, old, cancellationToken);
        if (draft.Origin?.Id != old.ID)
        {
            throw new RecreateException($"{container} was replaced while you were editing it. Open it again so that nothing of the other change is lost.");
        }

        var plan = RecreatePlan.Of(old, draft);
        var title = plan.Trace.Name == plan.Trace.FinalName ? $"Recreate {plan.Trace.Name}" : $"Recreate {plan.Trace.Name} as {plan.Trace.FinalName}";
        return jobs.Start(
            caller,
            new("recreate", title) { EndpointId = endpointId, Icon = "restart", Href = plan.Trace.Href(endpointId) },
            (progress, ending) => RunAsync(caller, endpointId, plan, pull || draft.AlwaysPull, progress, ending));
    }

    private async Task<string> RunAsync(Caller caller, int endpointId, RecreatePlan plan, bool pull, JobProgress progress, CancellationToken cancellationToken)
    {
        using var held = active.Hold(plan.Trace.Mark);
        var session = await OpenAsync(caller, endpointId, plan.OldId, cancellationToken);
        if (pull || !await ImageFetch.IsThereAsync(session.Client, plan.Wanted.Image, cancellationToken))
        {
            await images.PullAsync(caller, endpointId, plan.Wanted, progress, cancellationToken);
        }

        var isPodman = session.Endpoint.Facts?.IsPodman == true;
        return await new Recreation(session.Client, plan, progress, time, isPodman).RunAsync(cancellationToken);
    }

    private async Task<EngineSession> OpenAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, container, Operation.RemoveContainer, cancellationToken);
        return await gate.OpenAsync(caller, endpointId, container, Operation.CreateContainer, cancellationToken);
    }
}
