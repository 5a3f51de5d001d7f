namespace Portainer.EndToEnd.Harness;

/// <summary>A page of the product inside its frame, as <see cref="ScreenFixture"/> has filled it.</summary>
/// <param name="Name">Names its picture.</param>
/// <param name="Path">Below the product's address, without a leading slash.</param>
public sealed record Screen(string Name, string Path)
{
    public static IReadOnlyList<Screen> All { get; } =
    [
        new("home", ""),
        new("not-found", "not-found"),
        new("endpoints", "endpoints"),
        new("endpoint-new", "endpoints/new"),
        new("endpoint-edit", "endpoints/1/edit"),
        new("endpoint-missing", "endpoints/99"),
        new("dashboard", "endpoints/1"),
        new("containers", "endpoints/1/containers"),
        new("containers-none", "endpoints/1/containers?q=no-such-container"),
        new("container", "endpoints/1/containers/screen"),
        new("container-missing", "endpoints/1/containers/no-such-container"),
        new("container-logs", "endpoints/1/containers/screen/logs"),
        new("container-stats", "endpoints/1/containers/screen/stats"),
        new("container-console", "endpoints/1/containers/screen/console"),
        new("container-attach", "endpoints/1/containers/screen/attach"),
        new("container-files", "endpoints/1/containers/screen/files"),
        new("container-changes", "endpoints/1/containers/screen/changes"),
        new("container-inspect", "endpoints/1/containers/screen/inspect"),
        new("container-new", "endpoints/1/containers/new"),
        new("container-edit", "endpoints/1/containers/new?edit=screen"),
        new("live", "endpoints/1/stats"),
        new("images", "endpoints/1/images"),
        new("image", "endpoints/1/images/lab%2Fweb%3A1"),
        new("image-missing", "endpoints/1/images/no-such-image"),
        new("image-build", "endpoints/1/images/build"),
        new("image-import", "endpoints/1/images/import"),
        new("image-search", "endpoints/1/images/search"),
        new("networks", "endpoints/1/networks"),
        new("network", "endpoints/1/networks/screen"),
        new("network-missing", "endpoints/1/networks/no-such-network"),
        new("network-new", "endpoints/1/networks/new"),
        new("volumes", "endpoints/1/volumes"),
        new("volume", "endpoints/1/volumes/screen"),
        new("volume-missing", "endpoints/1/volumes/no-such-volume"),
        new("volume-files", "endpoints/1/volumes/screen/files"),
        new("volume-new", "endpoints/1/volumes/new"),
        new("events", "endpoints/1/events"),
        new("host", "endpoints/1/host"),
        new("prune", "endpoints/1/prune"),
        new("registries", "registries"),
        new("registry-new", "registries/new"),
        new("registry-edit", "registries/1/edit"),
        new("repositories", "registries/1"),
        new("tags", $"registries/1/repositories/{ScreenFixture.Repository}"),
        new("activity", "activity"),
        new("job", "activity/1"),
        new("job-missing", "activity/999"),
    ];
}
