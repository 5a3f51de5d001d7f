using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Shell;

namespace Portainer.Jobs;

/// <summary>The latest jobs, for the palette.</summary>
internal sealed class JobSource(JobRunner runner, AuthenticationStateProvider authentication, Callers callers) : IPaletteSource
{
    private const int Most = 30;

    public async ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await callers.OfAsync(authentication.GetAuthenticationStateAsync());
        return [new("page/activity", "Activity", "Pages", "activity") { Href = "activity" }, .. runner.List(caller).Take(Most).Select(job => Entry(caller, job))];
    }

    private PaletteEntry Entry(Caller caller, Job job) => new($"job/{job.Id}", job.Plan.Title, "Activity", job.Plan.Icon)
    {
        Href = $"activity/{job.Id}",
        Where = JobLook.Of(job.State, job.IsCancelling).Word,
        Actions = job is { IsRunning: true, Plan.CancelWarning: null } ? [new("Cancel", "x") { Run = () => Cancel(caller, job) }] : [],
    };

    private Task Cancel(Caller caller, Job job)
    {
        runner.Cancel(caller, job.Id);
        return Task.CompletedTask;
    }
}
