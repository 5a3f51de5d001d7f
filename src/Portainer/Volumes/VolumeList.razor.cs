using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui.Table;

namespace Portainer.Volumes;

/// <summary>All volumes of an endpoint, live; their sizes on demand.</summary>
public sealed partial class VolumeList
{
    private static readonly Facets<VolumeRow> Kinds = new(
        "kind",
        new("used", "In use", row => row.InUse),
        new("unused", "Unused", row => !row.InUse),
        new("anonymous", "Anonymous", row => row.IsAnonymous));

    private readonly Dictionary<string, Func<VolumeRow, Task>> _verbs;

    public VolumeList() => _verbs = new()
    {
        ["d"] = row => RemoveAsync([row]),
        ["f"] = row => Go(VolumePaths.Files(Endpoint, row.Name)),
        ["i"] = row => Go($"{Href(row)}?tab=inspect"),
    };

    private protected override Facets<VolumeRow> Facets => Kinds;

    private protected override IReadOnlyList<VolumeRow>? All => View?.Volumes;

    private bool HasStacks => All?.Any(row => row.Stack is not null) == true;

    private VolumeSizes.Measured? Measured => Sizes.Of(Endpoint);

    private static string Search(VolumeRow row) => $"{row.Stack} {Join(row.Labels)} {Join(row.Options)}";

    private static string Join(IReadOnlyDictionary<string, string> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>"local" says little of a volume that is a share.</summary>
    private static string DriverText(VolumeRow row) => row.Options.TryGetValue("type", out var type) && type is not ("none" or "") ? $"{row.Driver} ({type})" : row.Driver;

    private object StampOf(VolumeRow row) => (WorkStamp(row.Name), OwnerOf(row), Measured?[row.Name]);

    private string OwnerOf(VolumeRow row) => Ownership.Word(Owned.Volume(Endpoint, row));

    private string Href(VolumeRow row) => VolumePaths.Of(Endpoint, row.Name);

    private Task RemoveAsync(IReadOnlyList<VolumeRow> rows) =>
        ActAsync(Operation.RemoveVolume, rows, () => Removal.RunAsync(Caller, Endpoint, rows));
}
