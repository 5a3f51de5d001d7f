using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Host.Prune;

namespace Portainer.Tests.Host;

public sealed class PrunePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_Containers_TakesStoppedOnesButNotThisConsole()
    {
        var view = View([Container("runs", RunState.Running), Container("stopped", RunState.Exited), Container("made", RunState.Created), Container("self", RunState.Exited) with { IsSelf = true }]);
        Assert.Equal(["made", "stopped"], Names(view, PruneKind.Containers, all: false));
    }

    [Fact]
    public void Of_Images_TakesDanglingOnesAndWithAllEveryUnusedOne()
    {
        var view = View([Container("web", RunState.Exited)], images: [Image("sha256:used", "web:1"), Image("sha256:free", "old:1"), Image("sha256:dangling")]);
        Assert.Equal(["dangling"], Names(view, PruneKind.Images, all: false));
        Assert.Equal(["dangling", "old:1"], Names(view, PruneKind.Images, all: true));
    }

    [Fact]
    public void Of_Volumes_SparesNamedOnesUnlessAsked()
    {
        var anonymous = new string('a', 64);
        var view = View([Container("web", RunState.Exited)], volumes: [Volume("data"), Volume("named"), Volume(anonymous)]);
        Assert.Equal([anonymous], Names(view, PruneKind.Volumes, all: false));
        Assert.Equal([anonymous, "named"], Names(view, PruneKind.Volumes, all: true));
    }

    [Fact]
    public void Of_Networks_SparesPredefinedUsedAndSwarmOnes()
    {
        NetworkRow[] networks = [Network("bridge"), Network("front"), Network("left"), Network("overlay") with { Scope = "swarm" }, Network("mesh") with { IsIngress = true }];
        Assert.Equal(["left"], Names(View([Container("web", RunState.Exited)], networks: networks), PruneKind.Networks, all: true));
    }

    [Fact]
    public void Of_BuildCache_SparesWhatIsInUseOrShared()
    {
        BuildCacheEntry[] entries = [new() { ID = "used", InUse = true }, new() { ID = "shared", Shared = true, Size = 5 }, new() { ID = "free", Type = "regular", Size = 7 }];
        var plan = PrunePlan.Of(View([]), Use(entries), new(PruneKind.Build, false, TimeSpan.Zero), Now);
        Assert.Equal(7, Assert.Single(plan).Bytes);
        Assert.Equal(2, PrunePlan.Of(View([]), Use(entries), new(PruneKind.Build, true, TimeSpan.Zero), Now).Count);
    }

    [Fact]
    public void Of_OlderThan_LeavesYoungOnesAndThoseOfUnknownAge()
    {
        var view = View([], volumes: [Volume("old") with { Created = Now.AddDays(-9) }, Volume("young") with { Created = Now.AddDays(-1) }, Volume("unknown")]);
        var plan = PrunePlan.Of(view, null, new(PruneKind.Volumes, true, TimeSpan.FromDays(7)), Now);
        Assert.Equal("old", Assert.Single(plan).Name);
    }

    private static IEnumerable<string> Names(EndpointView view, PruneKind kind, bool all) =>
        PrunePlan.Of(view, null, new(kind, all, TimeSpan.Zero), Now).Select(item => item.Name).Order(StringComparer.Ordinal);

    private static EndpointView View(ContainerRow[] containers, ImageRow[]? images = null, NetworkRow[]? networks = null, VolumeRow[]? volumes = null) => new(
        new()
        {
            Endpoint = new() { Id = 1, Name = "prod", Url = "tcp://prod:2376" },
            Connection = new(ConnectionState.Up, default),
            Containers = containers,
            Images = images,
            Networks = networks,
            Volumes = volumes,
        },
        containers);

    private static SystemDiskUsageResponse Use(BuildCacheEntry[] entries)
    {
        var none = new DiskUsageEntry(0, 0, 0, 0);
        return new(none, none, none, none)
        {
            ImageSizes = new Dictionary<string, long>(),
            ContainerSizes = new Dictionary<string, long>(),
            VolumeSizes = new Dictionary<string, long>(),
            BuildCacheEntries = entries,
        };
    }

    private static ContainerRow Container(string name, RunState state) => new()
    {
        Id = name,
        Name = name,
        Image = "web:1",
        ImageId = "sha256:used",
        Command = "",
        State = state,
        Status = "",
        Created = Now,
        Networks = ["front"],
        Volumes = ["data"],
    };

    private static ImageRow Image(string id, params string[] tags) => new() { Id = id, Tags = new(tags), Digests = NameList.Empty, Size = 1, Created = Now };

    private static VolumeRow Volume(string name) => new() { Name = name, Driver = "local", Mountpoint = "/", Scope = "local" };

    private static NetworkRow Network(string name) => new() { Id = name, Name = name, Driver = "bridge", Scope = "local" };
}
