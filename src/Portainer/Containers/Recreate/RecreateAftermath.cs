using Portainer.Access;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Containers.Recreate;

/// <summary>
/// Ends a recreation that was cut off, in whichever direction works: a new container that runs and is healthy stays; one whose health check
/// has not spoken yet is given the same time for it as in an uninterrupted recreation; in all other cases the old one comes back.
/// </summary>
internal sealed class RecreateAftermath(EngineSession session, RecreateTrace trace, JobProgress progress, TimeProvider time)
{
    private bool IsPodman => session.Endpoint.Facts?.IsPodman == true;

    /// <param name="before">Called with what is about to be done; what it throws stops it.</param>
    /// <returns>The outcome as a sentence.</returns>
    public async Task<string> RunAsync(Func<RecreateRepair, Task> before, CancellationToken cancellationToken)
    {
        var (all, reason) = (await ListAsync(cancellationToken), "");
        if (RecreateRepair.Undecided(all, trace) is { } id)
        {
            progress.Status($"Waiting for {trace.FinalName} to be healthy");
            reason = await FaultAsync(id, cancellationToken);
            all = await ListAsync(cancellationToken);
        }

        if (RecreateRepair.Of(all, trace, mayFinish: reason.Length == 0) is not { } repair)
        {
            return $"Nothing was left to do for {trace.Name}.";
        }

        var sharers = repair is { IsFinished: true, RemoveId: { } gone }
            ? await Sharers.FindAsync(session, new(gone, [trace.Name, trace.OldAlias], trace.FinalName), cancellationToken)
            : [];
        await before(repair);
        await repair.RunAsync(session.Client, IsPodman);
        return repair.IsFinished
            ? $"The recreation of {trace.Name} was cut off when the new container already ran: it stays, the old one was removed.{Sharers.LeftAlone(sharers, trace.FinalName)}"
            : $"The recreation of {trace.Name} was cut off: the old container is back as it was.{reason}";
    }

    private Task<IReadOnlyList<ContainerListResponse>> ListAsync(CancellationToken cancellationToken) =>
        session.Client.Containers.ListContainersAsync(new() { All = true }, cancellationToken);

    /// <summary>Why the new one is not worth keeping; empty when it is.</summary>
    private async Task<string> FaultAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await new RecreateWait(session.Client, trace.FinalName, removesItself: false, progress, time, IsPodman).RunAsync(id, cancellationToken);
            return "";
        }
        catch (Exception failure) when (failure is RecreateException or DockerApiException)
        {
            return $" {failure.Message}";
        }
    }
}
