using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Gateway;
using Portainer.Jobs;

namespace Portainer.Containers.Create;

/// <summary>A container that was made.</summary>
/// <param name="Warnings">The engine's own words.</param>
internal sealed record Deployed(string Id, string Name, IReadOnlyList<string> Warnings);

/// <summary>Reads containers into drafts and makes containers of drafts.</summary>
internal sealed class CreateActions(EngineGate gate, MakeRights rights, JobRunner jobs, ImageFetch images)
{
    /// <summary>The draft of an existing container, for edit and duplicate.</summary>
    public async Task<ContainerDraft> ReadAsync(Caller caller, int endpointId, string container, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, container, Operation.InspectContainer, cancellationToken);
        return await DraftOfAsync(session, await session.Client.Containers.InspectContainerAsync(container, cancellationToken), cancellationToken);
    }

    public static async Task<ContainerDraft> DraftOfAsync(EngineSession session, ContainerInspectResponse container, CancellationToken cancellationToken)
    {
        ContainerConfig? image = null;
        try
        {
            image = (await session.Client.Images.InspectImageAsync(container.Image, cancellationToken)).Config;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing to compare with: all values stay as they are in the container.
        }

        return ContainerDraft.From(container, image, EngineDefaults.From(session.Endpoint.Facts));
    }

    /// <summary><c>docker run -d</c>. A container that cannot be started is removed again, so that the next try finds its name free.</summary>
    /// <exception cref="DraftException">A field cannot be read; nothing was sent.</exception>
    /// <exception cref="DockerApiException">The engine's refusal.</exception>
    public async Task<Deployed> DeployAsync(Caller caller, int endpointId, ContainerDraft draft, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(caller, endpointId, cancellationToken);
        return await DeployAsync(caller, session, draft.ToParameters(), cancellationToken);
    }

    /// <summary>The same as a job, after pulling the image.</summary>
    public Job Start(Caller caller, int endpointId, ContainerDraft draft)
    {
        var parameters = draft.ToParameters();
        var what = parameters.Name ?? $"a container of {parameters.Image}";
        var plan = new JobPlan("create", $"Create {what}")
        {
            EndpointId = endpointId,
            Icon = "container",
            Href = parameters.Name is null ? $"endpoints/{endpointId}/containers" : ContainerPaths.Of(endpointId, parameters.Name),
        };
        return jobs.Start(caller, plan, async (progress, cancellationToken) =>
        {
            var session = await OpenAsync(caller, endpointId, cancellationToken);
            await images.PullAsync(caller, endpointId, parameters, progress, cancellationToken);
            progress.Status($"Creating {what}");
            var made = await DeployAsync(caller, session, parameters, cancellationToken);
            foreach (var warning in made.Warnings)
            {
                progress.Say(warning);
            }

            return $"{made.Name} was created and started.";
        });
    }

    private async Task<Deployed> DeployAsync(Caller caller, EngineSession session, CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        var client = session.Client;
        var volumes = await rights.DemandAsync(caller, session, parameters, cancellationToken);
        var created = await ContainerCreation.CreateAsync(client, parameters, cancellationToken);
        try
        {
            await rights.ClaimAsync(caller, session, created.ID, volumes);
            // By name: what goes wrong is told with it.
            await client.Containers.StartContainerAsync(parameters.Name ?? created.ID, cancellationToken);
        }
        catch
        {
            await ContainerCreation.UndoAsync(client, created.ID);
            throw;
        }

        return new(created.ID, parameters.Name ?? await NameOfAsync(client, created.ID, cancellationToken), [.. created.Warnings ?? []]);
    }

    // One that removes itself may be over already.
    private static async Task<string> NameOfAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Containers.InspectContainerAsync(id, cancellationToken)).Name.TrimStart('/');
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return id[..12];
        }
    }

    private async Task<EngineSession> OpenAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Target.New, Operation.StartContainer, cancellationToken);
        return await gate.OpenAsync(caller, endpointId, Operation.CreateContainer, cancellationToken);
    }
}
