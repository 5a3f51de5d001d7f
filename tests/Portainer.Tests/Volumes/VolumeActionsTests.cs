using Portainer.Access;
using Portainer.Engine;
using Portainer.Volumes;

namespace Portainer.Tests.Volumes;

/// <summary>Volumes on real engines, through the gate (R49, R50, S23).</summary>
public sealed class VolumeActionsTests
{
    public static TheoryData<string> All => EngineApp.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Create_OptionsAndLabels_InspectShowsThem(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        // Podman takes a size for a disk quota, which needs a file system that has these.
        var draft = new VolumeDraft { Name = EngineApp.Name("v"), Kind = VolumeKind.Tmpfs, Size = engine == EngineApp.Podman ? "" : "16", Labels = { new() { Name = "team", Value = "blue" } } };

        var name = await CreateAsync(app, draft);
        var volume = await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        Assert.Equal(draft.Name, name);
        Assert.Equal(draft.ToParameters().DriverOpts!, volume.Options.Where(option => draft.ToParameters().DriverOpts!.ContainsKey(option.Key)).ToDictionary());
        Assert.Equal("blue", volume.Labels["team"]);
        Assert.NotEmpty(volume.Mountpoint);
        await app.HoldsAsync(picture => picture.Volumes!.Any(row => row.Name == name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Create_WithoutName_EngineNamesIt(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);

        Assert.Equal(64, (await CreateAsync(app, new())).Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Uses_OfAMountedVolume_TellPathAndAccess(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var volume = await app.VolumeAsync();
        var id = await app.CreateAsync(parameters => parameters.HostConfig = new()
        {
            Mounts = [new() { Type = "volume", Source = volume, Target = "/data" }, new() { Type = "volume", Source = volume, Target = "/seen", ReadOnly = true }],
        });

        var uses = await Actions(app).UsesAsync(EngineApp.Administrator, app.Endpoint, volume, default);

        Assert.All(uses, use => Assert.Equal(id, use.Container.Id));
        Assert.Equal([("/data", true), ("/seen", false)], uses.Select(use => (use.Path, use.IsWritable)).Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Remove_InUse_IsRefusedInASentence_ThenGoesWhenFree(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var volume = await app.VolumeAsync();
        var id = await app.CreateAsync(parameters => parameters.HostConfig = new() { Mounts = [new() { Type = "volume", Source = volume, Target = "/data" }] });

        var refused = await Assert.ThrowsAsync<DockerApiException>(() => Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, volume, default));
        Assert.Contains($"remove volume {volume}", refused.Message, StringComparison.Ordinal);

        await app.Engine.Containers.RemoveContainerAsync(id, new() { Force = true });
        await Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, volume, default);
        await app.HoldsAsync(picture => picture.Volumes!.All(row => row.Name != volume));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Measure_VolumeWithAFile_KnowsItsSize(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var volume = await app.VolumeAsync();
        await app.RunAsync("dd if=/dev/zero of=/data/file bs=1024 count=300 && touch /data/done && sleep 1000", parameters =>
            parameters.HostConfig = new() { Mounts = [new() { Type = "volume", Source = volume, Target = "/data" }] });
        var sizes = app.Get<VolumeSizes>();
        Assert.Null(sizes.Of(app.Endpoint));

        await sizes.MeasureAsync(EngineApp.Administrator, app.Endpoint, default);

        Assert.NotNull(sizes.Of(app.Endpoint)![volume]);
    }

    [Fact]
    public async Task EveryCall_StandardUser_IsRefused()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var actions = Actions(app);

        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.InspectAsync(EngineApp.Standard, app.Endpoint, "x", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.InspectRawAsync(EngineApp.Standard, app.Endpoint, "x", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.UsesAsync(EngineApp.Standard, app.Endpoint, "x", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.CreateAsync(EngineApp.Standard, app.Endpoint, new(), default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.RemoveAsync(EngineApp.Standard, app.Endpoint, "x", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.SizesAsync(EngineApp.Standard, app.Endpoint, default));
    }

    private static VolumeActions Actions(EngineApp app) => app.Get<VolumeActions>();

    private static async Task<string> CreateAsync(EngineApp app, VolumeDraft draft)
    {
        var name = await Actions(app).CreateAsync(EngineApp.Administrator, app.Endpoint, draft.ToParameters(), default);
        app.Afterwards(() => app.Engine.Volumes.RemoveAsync(name, force: true));
        return name;
    }
}
