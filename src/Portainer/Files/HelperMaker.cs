using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Portainer.Access;
using Portainer.Data.Settings;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Files;

/// <param name="Image">What it was made of, as people call it.</param>
/// <param name="IsRunning">It runs, so programs of the image can be started in it.</param>
internal sealed record Helper(string Id, string Image, bool IsRunning);

/// <param name="Lease">Value of <see cref="HelperLabel.Lease"/>.</param>
internal sealed record HelperOrder(string Volume, string Lease);

/// <summary>
/// Makes helper containers. Archives can be read from and written to a container that was never started, and of an image with nothing in it
/// (checked on Docker 20.10 and 28.5 and Podman 4.3), so any image will do. Deleting, renaming and listing a large tree need programs,
/// so an image that can sleep is preferred and started.
/// </summary>
internal sealed class HelperMaker(SettingsStore settings, TimeProvider time)
{
    /// <summary>Where the volume is mounted in the helper.</summary>
    public const string Mount = "/volume";

    private const int LifetimeSeconds = 3600;
    private const int MostTried = 4;

    // No image that small has a program to sleep with.
    private const long Tiny = 256 * 1024;
    private const string OwnerSetting = "files.helper-owner";
    private static readonly string[] Likely = ["busybox", "alpine"];
    private readonly ConcurrentDictionary<string, bool> _sleeps = new();

    /// <exception cref="NoHelperImageException">The engine has no image.</exception>
    public async Task<Helper> MakeAsync(EngineSession session, HelperOrder order, CancellationToken cancellationToken)
    {
        var images = await ImagesAsync(session, cancellationToken);
        foreach (var image in images.Where(image => _sleeps.GetValueOrDefault(image.Id, true)).Take(MostTried))
        {
            if (await TryRunAsync(session.Client, image, order, cancellationToken) is { } helper)
            {
                return helper;
            }
        }

        foreach (var image in images.Reverse())
        {
            if (await TryCreateAsync(session.Client, image, order, isStarted: false, cancellationToken) is { } id)
            {
                return new(id, image.Name, IsRunning: false);
            }
        }

        throw new NoHelperImageException(session.Endpoint.Name);
    }

    /// <summary>Also takes the anonymous volumes its image asked for; the named one stays, on all engines.</summary>
    public static async Task RemoveAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, cancellationToken);
        }
        catch (DockerApiException gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It removed itself, or is about to.
        }
    }

    /// <summary>This installation, so that it removes what itself left behind without waiting for it to expire.</summary>
    public Task<string> OwnerAsync(CancellationToken cancellationToken) =>
        settings.GetOrSetAsync(OwnerSetting, Guid.NewGuid().ToString("N"), cancellationToken);

    // The picture may not be there yet right after the connection.
    private static async Task<IReadOnlyList<ImageRow>> ImagesAsync(EngineSession session, CancellationToken cancellationToken)
    {
        var images = session.Endpoint.Images
            ?? [.. (await session.Client.Images.ListImagesAsync(null, cancellationToken)).Select(ImageRow.From)];
        return [.. images.OrderByDescending(image => Likely.Any(name => image.Name.Contains(name, StringComparison.Ordinal)))
            .ThenBy(image => image.Size < Tiny).ThenBy(image => image.IsDangling).ThenBy(image => image.Size).ThenBy(image => image.Created)];
    }

    /// <summary>Null: the image has no program to sleep with, or is gone.</summary>
    private async Task<Helper?> TryRunAsync(DockerClient client, ImageRow image, HelperOrder order, CancellationToken cancellationToken)
    {
        if (await TryCreateAsync(client, image, order, isStarted: true, cancellationToken) is not { } id)
        {
            return null;
        }

        try
        {
            await client.Containers.StartContainerAsync(id, cancellationToken);
            _sleeps[image.Id] = true;
            return new(id, image.Name, IsRunning: true);
        }
        catch (DockerApiException refused) when (refused.EngineMessage.Contains("exec", StringComparison.OrdinalIgnoreCase))
        {
            await RemoveAsync(client, id, cancellationToken);
            _sleeps[image.Id] = false;
            return null;
        }
        catch
        {
            await RemoveAsync(client, id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Null: the image was removed since it was listed.</summary>
    private async Task<string?> TryCreateAsync(DockerClient client, ImageRow image, HelperOrder order, bool isStarted, CancellationToken cancellationToken)
    {
        try
        {
            return await CreateAsync(client, image, order, isStarted, cancellationToken);
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound || gone.EngineMessage.Contains("no such image", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }

    private async Task<string> CreateAsync(DockerClient client, ImageRow image, HelperOrder order, bool isStarted, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow().AddSeconds(LifetimeSeconds).ToUnixTimeSeconds();
        var created = await client.Containers.CreateContainerAsync(new()
        {
            Name = $"portainer-helper-{Guid.NewGuid().ToString("N")[..12]}",
            Image = image.Id,
            Entrypoint = ["sleep"],
            Cmd = [LifetimeSeconds.ToString(CultureInfo.InvariantCulture)],
            User = "0",
            WorkingDir = "/",
            Healthcheck = new() { Test = ["NONE"] },
            Labels = new Dictionary<string, string>
            {
                [HelperLabel.Purpose] = "files",
                [HelperLabel.Expires] = expires.ToString(CultureInfo.InvariantCulture),
                [HelperLabel.Owner] = await OwnerAsync(cancellationToken),
                [HelperLabel.Lease] = order.Lease,
            },
            HostConfig = new()
            {
                Mounts = [new() { Type = "volume", Source = order.Volume, Target = Mount, VolumeOptions = new() { NoCopy = true } }],
                NetworkMode = "none",
                // Reading and writing whatever is there, and nothing else.
                CapDrop = ["ALL"],
                CapAdd = ["CHOWN", "DAC_OVERRIDE", "FOWNER"],
                // One that runs ends and goes by itself, should this program never come back.
                AutoRemove = isStarted,
            },
        }, cancellationToken);
        return created.ID;
    }
}
