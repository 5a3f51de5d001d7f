using System.Net;
using Portainer.Engine;

namespace Portainer.Containers.Recreate;

/// <summary>Carries repairs out, and waits for what removes itself.</summary>
internal static class RepairSteps
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Each step is fine with being done already.</summary>
    public static async Task RunAsync(this RecreateRepair repair, DockerClient client, bool isPodman)
    {
        if (repair.RemoveId is { } unwanted)
        {
            // Volumes that were made for it alone go with it; those it got by name stay. Podman tells the two apart otherwise, so there all stay.
            await IgnoreGoneAsync(client.Containers.RemoveContainerAsync(unwanted, new() { Force = true, RemoveVolumes = !repair.IsFinished && !isPodman }));
        }

        if (repair.RenameId is { } misnamed)
        {
            await client.Containers.RenameContainerAsync(misnamed, new() { NewName = repair.Name });
        }

        if (repair.StartId is { } stopped)
        {
            await client.Containers.StartContainerAsync(stopped);
        }

        if (repair.Pause)
        {
            await client.Containers.PauseContainerAsync(repair.Name);
        }
    }

    /// <summary>Returns once the engine does not know the container any more.</summary>
    public static async Task WaitGoneAsync(this ContainerOperations containers, string id, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < Longest && await IsThereAsync(containers, id, cancellationToken))
        {
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private static async Task<bool> IsThereAsync(ContainerOperations containers, string id, CancellationToken cancellationToken)
    {
        try
        {
            await containers.InspectContainerAsync(id, cancellationToken);
            return true;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task IgnoreGoneAsync(Task removal)
    {
        try
        {
            await removal;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }
}
