namespace Portainer.Fleet;

/// <summary>Which containers use an image, a network or a volume, from the container list alone: the engine is not asked.</summary>
internal static class ObjectUse
{
    public static IReadOnlyList<ImageRow>? Of(IReadOnlyList<ImageRow>? images, IReadOnlyList<ContainerRow> all, IReadOnlyList<ContainerRow> visible)
    {
        var (used, names) = (Keys(all, row => [row.ImageId]), Names(visible, row => [row.ImageId]));
        return images is null ? null : [.. images.Select(image => image with { InUse = used.Contains(image.Id), UsedBy = names(image.Id) })];
    }

    public static IReadOnlyList<NetworkRow>? Of(IReadOnlyList<NetworkRow>? networks, IReadOnlyList<ContainerRow> all, IReadOnlyList<ContainerRow> visible)
    {
        var (used, names) = (Keys(all, row => row.Networks), Names(visible, row => row.Networks));
        return networks is null ? null : [.. networks.Select(network => network with { InUse = used.Contains(network.Name), UsedBy = names(network.Name) })];
    }

    public static IReadOnlyList<VolumeRow>? Of(IReadOnlyList<VolumeRow>? volumes, IReadOnlyList<ContainerRow> all, IReadOnlyList<ContainerRow> visible)
    {
        var (used, names) = (Keys(all, row => row.Volumes), Names(visible, row => row.Volumes));
        return volumes is null ? null : [.. volumes.Select(volume => volume with { InUse = used.Contains(volume.Name), UsedBy = names(volume.Name) })];
    }

    private static HashSet<string> Keys(IEnumerable<ContainerRow> rows, Func<ContainerRow, IReadOnlyList<string>> keys) => [.. rows.SelectMany(keys)];

    private static Func<string, NameList> Names(IEnumerable<ContainerRow> rows, Func<ContainerRow, IReadOnlyList<string>> keys)
    {
        var byKey = rows.SelectMany(row => keys(row).Distinct().Select(key => (key, row.Name))).ToLookup(pair => pair.key, pair => pair.Name);
        return key => byKey[key].ToArray() is { Length: > 0 } names ? new(names) : NameList.Empty;
    }
}
