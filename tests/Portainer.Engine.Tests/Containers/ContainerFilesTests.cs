using System.Net;
using Portainer.Engine.Tests.Images;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerFilesTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Archive_CopiedInAndOut_IsTheSame(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });

        await client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/tmp" }, Tars.Of(("a file ü", "one"), ("sub/b", "two")));
        await using var file = await client.Containers.GetArchiveFromContainerAsync(container.Id, "/tmp/a file ü");
        var one = await Tars.ReadAsync(file.Stream);
        await using var folder = await client.Containers.GetArchiveFromContainerAsync(container.Id, "/tmp/sub");
        var two = await Tars.ReadAsync(folder.Stream);

        Assert.Equal("one", one["a file ü"]);
        Assert.Equal(("a file ü", 3, false), (file.Stat.Name, file.Stat.Size, file.Stat.IsDirectory));
        Assert.Equal("two", two["sub/b"]);
        Assert.True(folder.Stat.IsDirectory);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Stat_OfALinkAndOfNothing_SaysWhatTheyAre(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });

        var link = await client.Containers.GetArchiveStatAsync(container.Id, "/bin/ls");
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.GetArchiveStatAsync(container.Id, "/none"));

        Assert.True(link.IsSymlink);
        Assert.Equal("/bin/busybox", link.LinkTarget);
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal($"Could not look at /none of container {container.Id}: there is no such container, or no such path in it.", exception.Message);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Extract_ToAFolderThatIsNotThere_SaysSoAndStops(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        var endless = new Zeroes(long.MaxValue);

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/none" }, endless));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.InRange(endless.Taken, 0, 100 << 20);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Extract_FileInPlaceOfAFolder_IsRefusedUnlessAllowed(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        await client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/tmp" }, Tars.Of(("sub/b", "two")));
        Task CopyAsync(bool allowed) => client.Containers.ExtractArchiveToContainerAsync(
            container.Id, new() { Path = "/tmp", AllowOverwriteDirWithFile = allowed }, Tars.Of(("sub", "a file")));

        await Assert.ThrowsAsync<DockerApiException>(() => CopyAsync(allowed: false));
        await CopyAsync(allowed: true);

        Assert.False((await client.Containers.GetArchiveStatAsync(container.Id, "/tmp/sub")).IsDirectory);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Extract_OfWhatIsNoArchive_IsTheEnginesError(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        var noise = new byte[20 << 20];
        new Random(1).NextBytes(noise);

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/tmp" }, new MemoryStream(noise)));

        Assert.StartsWith($"Could not copy files to /tmp of container {container.Id}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Export_OfAContainer_HoldsItsFiles(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        await client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/tmp" }, Tars.Of(("mine", "one")));

        await using var stream = await client.Containers.ExportContainerAsync(container.Id);
        var files = await Tars.ReadAsync(stream);

        Assert.Equal("one", files["tmp/mine"]);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Export_LeftHalfWay_EndsTheRequest(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        var stream = await client.Containers.ExportContainerAsync(container.Id);
        await stream.ReadExactlyAsync(new byte[512]);

        await stream.DisposeAsync();

        // An export that still ran would hold the container's files; the engine hears of its end a moment later.
        for (var attempt = 0; await Record.ExceptionAsync(() => client.Containers.RemoveContainerAsync(container.Id)) is { } held; attempt++)
        {
            Assert.True(attempt < 100, held.Message);
            await Task.Delay(100);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Commit_OfAChangedContainer_IsAnImageOfIt(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        await client.Containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/tmp" }, Tars.Of(("mine", "one")));
        await using var image = new TestImage(client, $"localhost/{TestImage.NewRepository()}:1");

        var committed = await client.Containers.CommitContainerChangesAsync(new()
        {
            ContainerID = container.Id,
            RepositoryName = image.Repository,
            Tag = "1",
            Comment = "by a test",
            Author = "Somebody",
            Changes = ["ENV A=1", "LABEL x=y"],
        });
        var inspected = await client.Images.InspectImageAsync(image.Name);

        Assert.EndsWith(committed.ID.Replace("sha256:", "", StringComparison.Ordinal), inspected.ID, StringComparison.Ordinal);
        Assert.Contains("A=1", inspected.Config.Env!);
        Assert.Equal("y", inspected.Config.Labels!["x"]);
        Assert.Equal("Somebody", inspected.Author);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Prune_OfALabel_RemovesWhatDoesNotRun(string engine)
    {
        using var client = Engines.Connect(engine);
        var label = new Dictionary<string, string> { ["test"] = Guid.NewGuid().ToString("N") };
        await using var idle = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Labels = label });
        await using var running = await TestContainer.RunAsync(client, new() { Image = "lab/base:1", Cmd = ["sleep", "1000"], Labels = label });

        var pruned = await client.Containers.PruneContainersAsync(new() { { "label", $"test={label["test"]}" } });

        Assert.Equal([idle.Id], pruned.ContainersDeleted);
    }
}
