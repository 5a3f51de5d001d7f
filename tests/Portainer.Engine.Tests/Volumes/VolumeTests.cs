using System.Net;
using System.Text.Json;

namespace Portainer.Engine.Tests.Volumes;

public sealed class VolumeTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Volume_FromCreateToRemove_IsWhatWasAsked(string engine)
    {
        using var client = Engines.Connect(engine);
        var name = NewName();

        var created = await client.Volumes.CreateAsync(new() { Name = name, Labels = new Dictionary<string, string> { ["a"] = "b" } });
        var inspected = await client.Volumes.InspectAsync(name);
        var raw = await client.Volumes.InspectRawAsync(name);
        await client.Volumes.RemoveAsync(name);
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Volumes.InspectAsync(name));

        Assert.Equal((name, "local", created.Mountpoint), (inspected.Name, inspected.Driver, inspected.Mountpoint));
        Assert.Equal("b", inspected.Labels["a"]);
        Assert.Equal(name, JsonDocument.Parse(raw).RootElement.GetProperty("Name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Create_WithDriverOptions_HasThem(string engine)
    {
        using var client = Engines.Connect(engine);
        var options = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = "size=1m" };

        var created = await client.Volumes.CreateAsync(new() { Driver = "local", DriverOpts = options });
        var inspected = await client.Volumes.InspectAsync(created.Name);
        await client.Volumes.RemoveAsync(created.Name);

        Assert.NotEmpty(created.Name);
        Assert.Equal(options, inspected.Options);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Remove_OfAVolumeInUse_IsAConflictThatNamesTheContainer(string engine)
    {
        using var client = Engines.Connect(engine);
        var name = NewName();
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", HostConfig = new() { Binds = [$"{name}:/data"] } });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Volumes.RemoveAsync(name));
        await container.DisposeAsync();
        await client.Volumes.RemoveAsync(name);

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Contains(container.Id, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Remove_OfWhatIsNotThere_IsAnErrorOnlyWithoutForce(string engine)
    {
        using var client = Engines.Connect(engine);
        var name = NewName();

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Volumes.RemoveAsync(name));
        await client.Volumes.RemoveAsync(name, force: true);

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Theory]
    [InlineData(Engines.Docker20, false)]
    [InlineData(Engines.Docker28, true)]
    public async Task Prune_OfANamedVolume_NeedsAllFromApi142On(string engine, bool needsAll)
    {
        using var client = Engines.Connect(engine);
        var (name, label) = (NewName(), Guid.NewGuid().ToString("N"));
        await client.Volumes.CreateAsync(new() { Name = name, Labels = new Dictionary<string, string> { ["test"] = label } });

        var pruned = await client.Volumes.PruneAsync(new() { { "label", $"test={label}" } });
        var withAll = needsAll ? await client.Volumes.PruneAsync(new() { { "label", $"test={label}" }, { "all", "true" } }) : pruned;

        Assert.Equal(needsAll ? [] : [name], pruned.VolumesDeleted);
        Assert.Equal([name], withAll.VolumesDeleted);
    }

    private static string NewName() => "t-" + Guid.NewGuid().ToString("N")[..12];
}
