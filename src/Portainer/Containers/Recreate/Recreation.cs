using Portainer.Containers.Create;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>Carries a <see cref="RecreatePlan"/> out. Whatever fails, and whenever it is cancelled, the old container is put back as it was.</summary>
/// <param name="before">Called before each step; tests fail or stop here.</param>
/// <param name="made">Called with the id of the new container as soon as there is one.</param>
internal sealed class Recreation(
    DockerClient client, RecreatePlan plan, JobProgress progress, TimeProvider time, bool isPodman, Func<RecreateStep, Task>? before = null, Func<string, Task>? made = null)
{
    /// <summary>Id of the new container; empty until there is one.</summary>
    public string NewId { get; private set; } = "";

    /// <returns>The outcome as a sentence.</returns>
    /// <exception cref="RecreateException">It failed and the old container is back, or the message says where it is.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var step in plan.Steps.Where(step => step != RecreateStep.Remove))
            {
                await DoAsync(step, cancellationToken);
            }
        }
        catch (Exception failure)
        {
            var fate = await new RecreateRestore(client, plan, progress, isPodman, NewId).RunAsync();
            if (failure is OperationCanceledException)
            {
                throw;
            }

            throw new RecreateException($"{failure.Message} {fate}", failure);
        }

        return await TidyAsync();
    }

    private async Task DoAsync(RecreateStep step, CancellationToken cancellationToken)
    {
        var (doing, done) = RecreateText.Of(step, plan);
        progress.Status(doing);
        progress.Step(step.ToString(), doing);
        await (before?.Invoke(step) ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        await (step switch
        {
            RecreateStep.Create => CreateAsync(cancellationToken),
            RecreateStep.Stop => client.Containers.StopContainerAsync(plan.OldId, new(), cancellationToken),
            RecreateStep.MoveOld => MoveOldAsync(cancellationToken),
            RecreateStep.MoveNew => client.Containers.RenameContainerAsync(NewId, new() { NewName = plan.Trace.FinalName }, cancellationToken),
            RecreateStep.Start => client.Containers.StartContainerAsync(NewId, cancellationToken),
            RecreateStep.Wait => new RecreateWait(client, plan.Trace.FinalName, plan.Wanted.HostConfig!.AutoRemove, progress, time, isPodman).RunAsync(NewId, cancellationToken),
            _ => throw new InvalidOperationException($"{step} is no step of its own."),
        });
        progress.Step(step.ToString(), done, finished: true);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var created = await ContainerCreation.CreateAsync(client, plan.Wanted, cancellationToken);
        NewId = created.ID;
        await (made?.Invoke(NewId) ?? Task.CompletedTask);
        foreach (var warning in created.Warnings ?? [])
        {
            progress.Say(warning);
        }
    }

    private async Task MoveOldAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RenameContainerAsync(plan.OldId, new() { NewName = plan.Trace.OldAlias }, cancellationToken);
        }
        catch (DockerApiException) when (plan.RemovesItself)
        {
            // 404, 409 or, half way through its removal, 500. One that stays after all is in the way of the next step, which puts it back.
            await client.Containers.WaitGoneAsync(plan.OldId, time, cancellationToken);
        }
    }

    // The new one runs: from here on nothing that fails may undo that.
    private async Task<string> TidyAsync()
    {
        var name = plan.Trace.FinalName;
        var outcome = plan.Runs ? $"{name} was recreated and runs." : $"{name} was recreated. It is stopped, as it was before.";
        try
        {
            await (before?.Invoke(RecreateStep.Remove) ?? Task.CompletedTask);
            if (plan.Trace.Previous == PreviousState.Paused)
            {
                await client.Containers.PauseContainerAsync(NewId);
            }

            // Its anonymous volumes are the new one's now.
            await client.Containers.RemoveContainerAsync(plan.OldId, new() { Force = true });
            return outcome;
        }
        catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return outcome;
        }
        catch (Exception failure) when (Access.Failures.IsTellable(failure))
        {
            return $"{outcome} The old one could not be removed and is left as {plan.Trace.OldAlias}: {failure.Message}";
        }
    }
}
