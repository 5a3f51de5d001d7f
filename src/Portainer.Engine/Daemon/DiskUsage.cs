namespace Portainer.Engine;

/// <summary><c>docker system df</c>, one shape for all engine versions.</summary>
public sealed record SystemDiskUsageResponse(DiskUsageEntry Images, DiskUsageEntry Containers, DiskUsageEntry Volumes, DiskUsageEntry BuildCache)
{
    /// <summary>Bytes that go when the image goes (layers no other image has), by image id.</summary>
    public required IReadOnlyDictionary<string, long> ImageSizes { get; init; }

    /// <summary>Bytes in the container's own layer, by container id.</summary>
    public required IReadOnlyDictionary<string, long> ContainerSizes { get; init; }

    /// <summary>Bytes by volume name; volumes of drivers that cannot tell are left out.</summary>
    public required IReadOnlyDictionary<string, long> VolumeSizes { get; init; }

    public required IReadOnlyList<BuildCacheEntry> BuildCacheEntries { get; init; }
}

/// <summary>A line of <c>docker system df</c>; sizes in bytes.</summary>
public sealed record DiskUsageEntry(long TotalCount, long ActiveCount, long Size, long Reclaimable);

/// <summary>The answer as it comes: lists up to API 1.51, totals from 1.52.</summary>
internal sealed class DiskUsageWire
{
    public DiskUsageTotals<ImagesListResponse>? ImageUsage { get; set; }

    public DiskUsageTotals<ContainerListResponse>? ContainerUsage { get; set; }

    public DiskUsageTotals<VolumeResponse>? VolumeUsage { get; set; }

    public DiskUsageTotals<BuildCacheEntry>? BuildCacheUsage { get; set; }

    public long LayersSize { get; set; }

    public IList<ImagesListResponse> Images { get; set; } = [];

    public IList<ContainerListResponse> Containers { get; set; } = [];

    public IList<VolumeResponse> Volumes { get; set; } = [];

    public IList<BuildCacheEntry> BuildCache { get; set; } = [];

    public SystemDiskUsageResponse ToResponse() => new(
        ImageUsage?.ToEntry() ?? OfImages(),
        ContainerUsage?.ToEntry() ?? OfContainers(),
        VolumeUsage?.ToEntry() ?? OfVolumes(),
        BuildCacheUsage?.ToEntry() ?? OfBuildCache())
    {
        // Podman lists an image once per name.
        ImageSizes = (ImageUsage?.Items ?? Images).DistinctBy(image => image.ID).ToDictionary(image => image.ID, OwnSize),
        ContainerSizes = (ContainerUsage?.Items ?? Containers).ToDictionary(container => container.ID, container => container.SizeRw ?? 0),
        VolumeSizes = (VolumeUsage?.Items ?? Volumes)
            .Where(volume => volume.UsageData?.Size >= 0).ToDictionary(volume => volume.Name, volume => volume.UsageData!.Size),
        BuildCacheEntries = [.. BuildCacheUsage?.Items ?? BuildCache],
    };

    private static long OwnSize(ImagesListResponse image) => Math.Max(0, image.Size - Math.Max(0, image.SharedSize));

    private DiskUsageEntry OfImages()
    {
        var used = Images.Where(image => image.Containers > 0).Sum(OwnSize);
        return new(Images.Count, Images.Count(image => image.Containers > 0), LayersSize, Math.Max(0, LayersSize - used));
    }

    private DiskUsageEntry OfContainers()
    {
        static bool Active(ContainerListResponse container) => container.State is "running" or "paused" or "restarting";
        return new(
            Containers.Count,
            Containers.Count(Active),
            Containers.Sum(container => container.SizeRw ?? 0),
            Containers.Where(container => !Active(container)).Sum(container => container.SizeRw ?? 0));
    }

    private DiskUsageEntry OfVolumes()
    {
        static long Size(VolumeResponse volume) => Math.Max(0, volume.UsageData?.Size ?? 0);
        return new(
            Volumes.Count,
            Volumes.Count(volume => volume.UsageData?.RefCount > 0),
            Volumes.Sum(Size),
            Volumes.Where(volume => volume.UsageData?.RefCount == 0).Sum(Size));
    }

    private DiskUsageEntry OfBuildCache() => new(
        BuildCache.Count,
        BuildCache.Count(entry => entry.InUse),
        BuildCache.Where(entry => !entry.Shared).Sum(entry => entry.Size),
        BuildCache.Where(entry => !entry.Shared && !entry.InUse).Sum(entry => entry.Size));
}

internal sealed class DiskUsageTotals<T>
{
    public long ActiveCount { get; set; }

    public long TotalCount { get; set; }

    public long Reclaimable { get; set; }

    public long TotalSize { get; set; }

    /// <summary>Only when asked for with verbose.</summary>
    public IList<T> Items { get; set; } = [];

    public DiskUsageEntry ToEntry() => new(TotalCount, ActiveCount, TotalSize, Reclaimable);
}

/// <summary>A record of BuildKit's cache.</summary>
public sealed class BuildCacheEntry
{
    public string ID { get; set; } = "";

    /// <summary>regular, source.local, exec.cachemount, frontend, internal...</summary>
    public string Type { get; set; } = "";

    /// <summary>"mount / from exec /bin/sh -c ...".</summary>
    public string Description { get; set; } = "";

    public bool InUse { get; set; }

    /// <summary>Its bytes belong to other records too.</summary>
    public bool Shared { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
