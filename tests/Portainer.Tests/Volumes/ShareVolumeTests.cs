using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Files;
using Portainer.Testing;
using Portainer.Volumes;

namespace Portainer.Tests.Volumes;

/// <summary>Volumes of file servers on real engines (R49): what was typed is what is mounted, and a server that is not there is told.</summary>
public sealed class ShareVolumeTests
{
    public static TheoryData<string, VolumeKind> Shares
    {
        get
        {
            var cases = new TheoryData<string, VolumeKind>();
            foreach (var engine in (string[])[EngineApp.Docker20, EngineApp.Docker28, EngineApp.Podman])
            {
                cases.Add(engine, VolumeKind.Nfs);
                cases.Add(engine, VolumeKind.Cifs);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public async Task Create_Share_InspectShowsItsOptions(string engine, VolumeKind kind)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var draft = Draft(kind);

        var name = await CreateAsync(app, draft);
        var volume = await app.Get<VolumeActions>().InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        var expected = kind == VolumeKind.Nfs
            ? ("nfs", ":/exports/data", $"addr={Lab.HostAddress},nfsvers=4,rw,soft,timeo=10,retrans=1")
            : ("cifs", $"//{Lab.HostAddress}/backup", $"addr={Lab.HostAddress},vers=3.0,username=ann,password=secret-word,rw");
        Assert.Equal(expected, (volume.Options["type"], volume.Options["device"], volume.Options["o"]));
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public async Task Mount_ServerIsNotThere_FailsInASentenceAndLeavesNothing(string engine, VolumeKind kind)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var name = await CreateAsync(app, Draft(kind));
        var container = new ContainerDraft { Name = EngineApp.Name("t"), Image = "lab/base:1", Command = "sleep 1000", Mounts = { new() { Source = name, Target = "/data" } } };

        var started = await Assert.ThrowsAnyAsync<Exception>(() => app.Get<CreateActions>().DeployAsync(EngineApp.Administrator, app.Endpoint, container, default));
        var browsed = await Assert.ThrowsAnyAsync<Exception>(() => BrowseAsync(app, name));

        Assert.All([started, browsed], failure => Assert.True(Failures.IsTellable(failure), $"{failure}"));
        Assert.All([started, browsed], failure => Assert.Contains("mount", failure.Message, StringComparison.OrdinalIgnoreCase));
        Assert.All([started, browsed], failure => Assert.DoesNotContain("secret-word", failure.Message, StringComparison.Ordinal));
        Assert.Contains(container.Name, started.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.Engine.Containers.ListContainersAsync(new() { All = true }), row => row.Names.Contains($"/{container.Name}"));
    }

    private static async Task BrowseAsync(EngineApp app, string volume)
    {
        await using var place = await app.Get<FileActions>().ReadAsync(EngineApp.Administrator, new(app.Endpoint, true, volume), default);
        await place.ListAsync("/", default);
    }

    private static VolumeDraft Draft(VolumeKind kind) => new()
    {
        Name = EngineApp.Name("v"),
        Kind = kind,
        // Nobody serves files there.
        Address = Lab.HostAddress,
        Path = kind == VolumeKind.Nfs ? "/exports/data" : "backup",
        User = "ann",
        Password = "secret-word",
        MountOptions = kind == VolumeKind.Nfs ? "rw, soft,timeo=10,retrans=1" : "rw",
    };

    private static async Task<string> CreateAsync(EngineApp app, VolumeDraft draft)
    {
        Assert.Empty(draft.Faults([]));
        var name = await app.Get<VolumeActions>().CreateAsync(EngineApp.Administrator, app.Endpoint, draft.ToParameters(), default);
        app.Afterwards(() => app.Engine.Volumes.RemoveAsync(name, force: true));
        return name;
    }
}
