using Portainer.Access;
using Portainer.Fleet;
using Portainer.Jobs;

namespace Portainer.Containers.Commit;

/// <summary>Makes an image of a container's files, as a job: large containers take minutes.</summary>
internal sealed class CommitActions(EngineGate gate, JobRunner jobs)
{
    /// <exception cref="CommitException">The name is none; nothing was started.</exception>
    public Job Start(Caller caller, int endpointId, string container, CommitDraft draft)
    {
        var parameters = draft.Parameters(container);
        var name = parameters.RepositoryName is null ? "an image without a name" : $"{parameters.RepositoryName}:{parameters.Tag}";
        var plan = new JobPlan("commit", $"Make {name} of {container}") { EndpointId = endpointId, Icon = "image" };
        return jobs.Start(caller, plan, async (progress, cancellationToken) =>
        {
            progress.Status(draft.Pause ? $"{container} is paused while its files are read" : $"The files of {container} are read while it runs");
            var session = await gate.OpenAsync(caller, endpointId, container, Operation.CommitContainer, cancellationToken);
            var image = await session.Client.Containers.CommitContainerChangesAsync(parameters, cancellationToken);
            var id = image.ID.Split(':')[^1];
            progress.Link(ObjectPath.Image(endpointId, parameters.RepositoryName is null ? id : name));
            progress.Say(image.ID);
            return $"{container} is now also the image {(parameters.RepositoryName is null ? id[..Math.Min(12, id.Length)] : name)}.";
        });
    }
}
