using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>Puts the old container back after a recreation that failed. Works from what the engine lists, not from how far things seemed to be.</summary>
internal sealed class RecreateRestore(DockerClient client, RecreatePlan plan, JobProgress progress, bool isPodman, string newId)
{
    /// <returns>What has become of the old container, as a sentence. Never throws what can be told: the first failure is the one that matters.</returns>
    public async Task<string> RunAsync()
    {
        progress.Status($"Putting {plan.Trace.Name} back");
        try
        {
            var all = await client.Containers.ListContainersAsync(new() { All = true });
            var isGone = !all.Any(container => container.ID == plan.OldId);
            if (isGone && plan.RemovesItself)
            {
                return await MakeAgainAsync(all);
            }

            if (RecreateRepair.Of(all, plan.Trace, mayFinish: false, newId) is { } repair)
            {
                await repair.RunAsync(client, isPodman);
            }

            progress.Step("restore", $"{plan.Trace.Name} is back as it was", finished: true);
            return $"{plan.Trace.Name} is back as it was.";
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            return await IsNamedAsync()
                ? $"{plan.Trace.Name} has its name back, but could not be started: {failure.Message}"
                : $"{plan.Trace.Name} could not be put back yet: {failure.Message} It is kept as {plan.Trace.OldAlias} and put back as soon as the engine answers.";
        }
    }

    private async Task<bool> IsNamedAsync()
    {
        try
        {
            return (await client.Containers.InspectContainerAsync(plan.OldId)).Name.TrimStart('/') == plan.Trace.Name;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            return false;
        }
    }

    // It removed itself when it was stopped, as it was asked to; its settings are still here.
    private async Task<string> MakeAgainAsync(IReadOnlyList<ContainerListResponse> all)
    {
        foreach (var successor in all.Where(container => container.ID == newId))
        {
            await client.Containers.RemoveContainerAsync(successor.ID, new() { Force = true });
        }

        var again = await ContainerCreation.CreateAsync(client, plan.Fallback, CancellationToken.None);
        if (plan.Runs)
        {
            await client.Containers.StartContainerAsync(again.ID);
        }

        progress.Step("restore", $"{plan.Trace.Name} was made again as it was", finished: true);
        return $"{plan.Trace.Name} removes itself when it stops, so it was made again as it was.";
    }
}
