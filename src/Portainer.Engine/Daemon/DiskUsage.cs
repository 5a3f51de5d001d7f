namespace Portainer.Engine;

/// <summary><c>docker system df</c>, one shape for all engine versions.</summary>
public sealed record SystemDiskUsageResponse(DiskUsageEntry Images, DiskUsageEntry Containers, DiskUsageEntry Volumes, DiskUsageEntry BuildCache);

/// <summary>A line of <c>docker system df</c>; sizes in bytes.</summary>
public sealed record DiskUsageEntry(long TotalCount, long ActiveCount, long Size, long Reclaimable);

/// <summary>The answer as it comes: lists up to API 1.51, totals from 1.52.</summary>
internal sealed class DiskUsageWire
{
    public DiskUsageTotals? ImageUsage { get; set; }

    public DiskUsageTotals? ContainerUsage { get; set; }

    public DiskUsageTotals? VolumeUsage { get; set; }

    public DiskUsageTotals? BuildCacheUsage { get; set; }

    public long LayersSize { get; set; }

    public IList<ImagesListResponse> Images { get; set; } = [];

    public IList<ContainerListResponse> Containers { get; set; } = [];

    public IList<VolumeResponse> Volumes { get; set; } = [];

    public IList<BuildCacheEntry> BuildCache { get; set; } = [];

    public SystemDiskUsageResponse ToResponse() => new(
        ImageUsage?.ToEntry() ?? OfImages(),
        ContainerUsage?.ToEntry() ?? OfContainers(),
        VolumeUsage?.ToEntry() ?? OfVolumes(),
        BuildCacheUsage?.ToEntry() ?? OfBuildCache());

    private DiskUsageEntry OfImages()
    {
        var used = Images.Where(image => image.Containers > 0).Sum(image => Math.Max(0, image.Size - Math.Max(0, image.SharedSize)));
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

internal sealed class DiskUsageTotals
{
    public long ActiveCount { get; set; }

    public long TotalCount { get; set; }

    public long Reclaimable { get; set; }

    public long TotalSize { get; set; }

    public DiskUsageEntry ToEntry() => new(TotalCount, ActiveCount, TotalSize, Reclaimable);
}

internal sealed class BuildCacheEntry
{
    public bool InUse { get; set; }

    public bool Shared { get; set; }

    public long Size { get; set; }
}
