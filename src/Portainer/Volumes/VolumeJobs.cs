using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Engine;
using Portainer.Files;
using Portainer.Jobs;
using Portainer.Ui;

namespace Portainer.Volumes;

/// <summary>Copies of whole volumes, as jobs: they go on whoever leaves (S91).</summary>
internal sealed class VolumeJobs(EngineGate gate, FileActions files, Owners owners, JobRunner jobs)
{
    private const string OfCompose = "com.docker.compose.";

    /// <summary>Makes a volume with a copy of everything in another; what failed half way is removed again.</summary>
    /// <exception cref="VolumeTakenException">There is a volume of that name.</exception>
    public async Task<Job> CloneAsync(Caller caller, int endpointId, string source, string copy, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateVolume, cancellationToken);
        if (session.Endpoint.Volumes?.Any(row => row.Name == copy) == true)
        {
            throw new VolumeTakenException(copy);
        }

        await gate.OpenAsync(caller, endpointId, Target.Volume(source), Operation.BrowseVolume, cancellationToken);
        await session.Client.Volumes.InspectAsync(source, cancellationToken);
        return jobs.Start(
            caller,
            new("copy", $"Clone volume {source} to {copy}") { EndpointId = endpointId, Icon = "copy", Href = VolumePaths.Of(endpointId, copy) },
            (progress, token) => CloneAsync(caller, endpointId, source, copy, progress, token));
    }

    /// <summary>Unpacks an archive into a volume.</summary>
    /// <param name="archive">Deleted when the job has ended.</param>
    public Job Restore(Caller caller, FileTarget volume, SpooledArchive archive, bool clear) => jobs.Start(
        caller,
        new("restore", $"Restore volume {volume.Name} from {archive.Name}")
        {
            EndpointId = volume.Endpoint,
            Icon = "upload",
            Href = volume.Page,
            CancelWarning = "The volume keeps what was unpacked until then.",
        },
        async (progress, token) =>
        {
            await using (archive)
            {
                return await RestoreAsync(caller, volume, archive, clear, progress, token);
            }
        });

    private async Task<string> CloneAsync(Caller caller, int endpointId, string source, string copy, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CreateVolume, cancellationToken);
        await gate.OpenAsync(caller, endpointId, Target.Volume(source), Operation.BrowseVolume, cancellationToken);
        var like = await session.Client.Volumes.InspectAsync(source, cancellationToken);
        progress.Status($"Creating volume {copy}");
        await VolumeCreation.CreateAsync(session, owners, caller, Like(like, copy), cancellationToken);
        try
        {
            progress.Status($"Copying from {source}");
            await using var from = await files.ReadAsync(caller, new(endpointId, true, source), cancellationToken);
            await using var to = await files.WriteAsync(caller, new(endpointId, true, copy), cancellationToken);
            await using var tar = await from.OpenTarAsync("/", contentOnly: true, cancellationToken);
            await using var counted = new CountedStream(tar, bytes => progress.Step("copy", "Copied", bytes));
            await to.ExtractAsync(counted, cancellationToken);
            progress.Step("copy", "Copied", counted.Count, counted.Count, finished: true);
            return $"Volume {copy} has everything that {source} had ({ByteText.Format(counted.Count)} as a tar).";
        }
        catch
        {
            await session.Client.Volumes.RemoveAsync(copy, force: true, CancellationToken.None);
            await owners.ForgetAsync(endpointId, ResourceType.Volume, copy, CancellationToken.None);
            throw;
        }
    }

    private async Task<string> RestoreAsync(Caller caller, FileTarget volume, SpooledArchive archive, bool clear, JobProgress progress, CancellationToken cancellationToken)
    {
        progress.Status("Checking the archive");
        var content = await archive.CheckAsync(cancellationToken);
        await using var place = await files.WriteAsync(caller, volume, cancellationToken);
        if (clear)
        {
            progress.Status("Emptying the volume");
            var present = await place.ListAsync("/", cancellationToken);
            await place.DeleteAsync([.. present.Entries.Select(entry => "/" + entry.Name)], cancellationToken);
        }

        progress.Status("Unpacking the archive");
        await using var tar = archive.OpenTar();
        await using var counted = new CountedStream(tar, bytes => progress.Step("restore", "Written", bytes, content.TarBytes));
        await place.ExtractAsync(counted, cancellationToken);
        progress.Step("restore", "Written", content.TarBytes, content.TarBytes, finished: true);
        return $"Restored {content.Entries:#,0} files and folders ({ByteText.Format(content.FileBytes)}) into volume {volume.Name}.";
    }

    // Compose would take a volume with its labels for one of its own.
    private static VolumesCreateParameters Like(VolumeResponse volume, string name) => new()
    {
        Name = name,
        Driver = volume.Driver,
        DriverOpts = volume.Options is { Count: > 0 } options ? options.ToDictionary() : null,
        Labels = (volume.Labels ?? new Dictionary<string, string>())
            .Where(label => !label.Key.StartsWith(OfCompose, StringComparison.Ordinal) && label.Key != "com.docker.volume.anonymous").ToDictionary(),
    };
}

/// <summary>The name is another volume's.</summary>
internal sealed class VolumeTakenException(string name) : TellableException($"There is a volume {name} already: choose another name.");
