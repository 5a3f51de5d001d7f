using System.Net;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>Waits until a started container is worth keeping: it stays up for a moment, and is healthy when it has a health check.</summary>
/// <param name="removesItself">It may be gone before the first look, and that is no failure.</param>
internal sealed class RecreateWait(DockerClient client, string name, bool removesItself, JobProgress progress, TimeProvider time, bool isPodman)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>What dies of a wrong setting dies within this.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(3);

    /// <exception cref="RecreateException">It ended with an error, restarts over and over, is unhealthy, or takes too long.</exception>
    public async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (await InspectAsync(id, cancellationToken) is { } container)
        {
            var waited = time.GetElapsedTime(begin);
            Check(container);
            if (IsDone(container, waited))
            {
                return;
            }

            if (container.State.Health is not null && waited > RecreatePlan.PatienceFor(container.Config.Healthcheck ?? new()))
            {
                throw new RecreateException($"{name} was not healthy after {(int)waited.TotalSeconds} s.{LastProbe(container)}");
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task<ContainerInspectResponse?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.InspectContainerAsync(id, cancellationToken);
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound && removesItself)
        {
            return null;
        }
    }

    private void Check(ContainerInspectResponse container)
    {
        var state = container.State;
        if (state.Restarting || container.RestartCount > 0)
        {
            throw new RecreateException($"{name} ended with code {state.ExitCode} right after it was started, and again when it was restarted.");
        }

        if (!state.Running && state.ExitCode != 0)
        {
            throw new RecreateException($"{name} ended with code {state.ExitCode} right after it was started.{(state.Error.Length > 0 ? " " + state.Error : "")}");
        }

        if (state.Health?.Status == "unhealthy")
        {
            throw new RecreateException($"{name} runs, but its health check fails.{LastProbe(container)}");
        }
    }

    private bool IsDone(ContainerInspectResponse container, TimeSpan waited)
    {
        // Podman leaves health to timers that are not there without systemd.
        if (container.State.Health is { Status: not ("none" or "") } health && !isPodman && container.State.Running)
        {
            progress.Status($"Waiting for {name} to be healthy");
            return health.Status == "healthy";
        }

        return !container.State.Running || waited > Steady;
    }

    private static string LastProbe(ContainerInspectResponse container) =>
        container.State.Health?.Log?.LastOrDefault()?.Output?.Trim() is { Length: > 0 } output ? $" It said: {output}" : "";
}
