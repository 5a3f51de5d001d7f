using Microsoft.Extensions.Logging.Abstractions;
using Portainer.Data.Endpoints;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Testing;

namespace Portainer.Tests.Fleet;

/// <summary>A watch against real engines: what happens there shows in the picture without anybody asking.</summary>
public sealed class EndpointWatchTests : IAsyncLifetime
{
    private const string Idle = "lab/base:1";
    private readonly List<EndpointWatch> _watches = [];
    private readonly List<DockerClient> _clients = [];
    private readonly List<(DockerClient Client, string Id)> _made = [];

    public static TheoryData<string> Engines => new() { nameof(Lab.Docker), nameof(Lab.Docker28) };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Picture_ContainerLivesAndDies_FollowsEveryStep(string engine)
    {
        var watch = Watch(engine);
        var client = Client(engine);
        await Eventually.HoldsAsync(watch, picture => picture.Connection.State == ConnectionState.Up);
        var id = await CreateAsync(client, $"watched-{Guid.NewGuid():N}");

        await client.Containers.StartContainerAsync(id);
        await Eventually.HoldsAsync(watch, picture => Row(picture, id)?.State == RunState.Running);
        await client.Containers.PauseContainerAsync(id);
        await Eventually.HoldsAsync(watch, picture => Row(picture, id)?.State == RunState.Paused);
        await client.Containers.UnpauseContainerAsync(id);
        var renamed = $"renamed-{Guid.NewGuid():N}";
        await client.Containers.RenameContainerAsync(id, new() { NewName = renamed });
        await Eventually.HoldsAsync(watch, picture => Row(picture, id) is { State: RunState.Running } row && row.Name == renamed);
        await client.Containers.KillContainerAsync(id, new());
        await Eventually.HoldsAsync(watch, picture => Row(picture, id) is { State: RunState.Exited, ExitCode: 137 });
        await client.Containers.RemoveContainerAsync(id, new() { Force = true });
        await Eventually.HoldsAsync(watch, picture => Row(picture, id) is null);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Picture_FirstRead_EqualsTheEnginesLists(string engine)
    {
        var client = Client(engine);
        var id = await CreateAsync(client, $"listed-{Guid.NewGuid():N}");
        var watch = Watch(engine);
        await Eventually.HoldsAsync(watch, picture => picture is { Facts: not null, Networks: not null });

        var info = await client.System.GetSystemInfoAsync();
        // Other tests' images come and go meanwhile; these stay.
        var images = await client.Images.ListImagesAsync(new() { Filters = new() { { "label", "lab.role" } } });
        var picture = watch.Picture;
        Assert.Equal(info.NCPU, picture.Facts!.Cpus);
        Assert.Equal(info.MemTotal, picture.Facts.Memory);
        Assert.Equal(info.OperatingSystem, picture.Facts.OperatingSystem);
        var lab = images.Where(image => image.RepoTags.Any(tag => tag.StartsWith("lab/", StringComparison.Ordinal))).ToDictionary(image => image.ID, image => image.Size);
        Assert.True(lab.Count > 1);
        Assert.Equal(lab, picture.Images!.Where(row => lab.ContainsKey(row.Id)).ToDictionary(row => row.Id, row => row.Size));
        var listed = Assert.Single(await client.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "id", id } } }));
        var row = picture.Containers.Single(row => row.Id == id);
        Assert.Equal((listed.Names[0], listed.Image), ("/" + row.Name, row.Image));
    }

    [Fact]
    public async Task Picture_Podman_IsUpAndNamedSo()
    {
        var watch = Watch(nameof(Lab.Podman));
        await Eventually.HoldsAsync(watch, picture => picture.Connection.State == ConnectionState.Up && picture.Facts is not null);
        Assert.True(watch.Picture.Facts!.IsPodman);
        Assert.Null(watch.Picture.Swarm);
    }

    [Fact]
    public async Task Connection_NobodyListens_IsDownWithCauseAndNextTry()
    {
        var watch = Watch(new DockerEndpoint { Id = 7, Name = "gone", Url = "unix:///nowhere/docker.sock" });
        await Eventually.HoldsAsync(watch, picture => picture.Connection.State == ConnectionState.Down);
        Assert.Equal(ConnectionFailure.SocketMissing, watch.Picture.Connection.Failure);
        Assert.NotNull(watch.Picture.Connection.NextTry);
        Assert.Contains("/nowhere/docker.sock", watch.Picture.Connection.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_UnusableStoredCertificates_IsDownAndSaysToEdit()
    {
        var tls = new EndpointTls { Mode = TlsMode.Mutual, CaPem = "no certificate", CertPem = "x", KeyPem = "y" };
        await using var watch = EndpointWatch.For(new DockerEndpoint { Id = 8, Name = "broken", Url = "tcp://127.0.0.1:1", Tls = tls }, Around());
        Assert.Equal(ConnectionState.Down, watch.Picture.Connection.State);
        Assert.Contains("Edit the endpoint", watch.Picture.Connection.Cause, StringComparison.Ordinal);
        Assert.Throws<DockerConnectionException>(() => watch.Client);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var watch in _watches)
        {
            await watch.DisposeAsync();
        }

        foreach (var (client, id) in _made)
        {
            await RemoveAsync(client, id);
        }

        _clients.ForEach(client => client.Dispose());
    }

    private static ContainerRow? Row(EndpointPicture picture, string id) => picture.Containers.FirstOrDefault(row => row.Id == id);

    private static string Socket(string engine) => engine switch
    {
        nameof(Lab.Docker) => Lab.Docker,
        nameof(Lab.Docker28) => Lab.Docker28,
        _ => Lab.Podman,
    };

    private DockerClient Client(string engine)
    {
        var client = new DockerClient(new DockerClientOptions { Endpoint = $"unix://{Socket(engine)}" });
        _clients.Add(client);
        return client;
    }

    private static WatchSurroundings Around() => new(new(), null, new HashSet<string>(), new(TimeProvider.System), TimeProvider.System, NullLogger.Instance);

    private static async Task RemoveAsync(DockerClient client, string id)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new() { Force = true });
        }
        catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // The test removed it itself.
        }
    }

    private EndpointWatch Watch(string engine) => Watch(new DockerEndpoint { Id = 1, Name = engine, Url = $"unix://{Socket(engine)}" });

    private EndpointWatch Watch(DockerEndpoint endpoint)
    {
        var watch = EndpointWatch.For(endpoint, Around());
        _watches.Add(watch);
        watch.Start();
        return watch;
    }

    private async Task<string> CreateAsync(DockerClient client, string name)
    {
        var created = await client.Containers.CreateContainerAsync(new() { Name = name, Image = Idle, Cmd = ["sleep", "1000"] });
        _made.Add((client, created.ID));
        return created.ID;
    }
}
