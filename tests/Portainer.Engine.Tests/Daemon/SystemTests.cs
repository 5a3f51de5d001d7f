namespace Portainer.Engine.Tests.Daemon;

public sealed class SystemTests
{
    [Theory]
    [InlineData(Engines.Docker20, "20.10", "1.41")]
    [InlineData(Engines.Docker28, "28.5", "1.51")]
    [InlineData(Engines.Podman, "4.3", "1.41")]
    public async Task Version_OfEachEngine_IsNegotiatedAndRead(string engine, string version, string api)
    {
        using var client = Engines.Connect(engine);

        var answer = await client.System.GetVersionAsync();

        Assert.StartsWith(version, answer.Version, StringComparison.Ordinal);
        Assert.Equal(Version.Parse(api), client.ApiVersion);
        Assert.NotEmpty(answer.Components);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Ping_Always_NamesTheVersion(string engine)
    {
        using var client = Engines.Connect(engine);

        var ping = await client.System.PingAsync();

        Assert.NotNull(ping.ApiVersion);
        Assert.Null(client.ApiVersion);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Info_Always_KnowsTheMachine(string engine)
    {
        using var client = Engines.Connect(engine);

        var facts = await client.System.GetSystemInfoAsync();

        Assert.True(facts.NCPU > 0 && facts.MemTotal > 0 && facts.Images > 0);
        Assert.NotEqual("", facts.ServerVersion);
        Assert.False(facts.Swarm.ControlAvailable);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task DiskUsage_Always_CountsTheImages(string engine)
    {
        using var client = Engines.Connect(engine);

        var usage = await client.System.GetSystemDiskUsageAsync();

        Assert.True(usage.Images is { TotalCount: >= 8 });
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Lists_Always_HaveWhatEveryEngineHas(string engine)
    {
        using var client = Engines.Connect(engine);

        var images = await client.Images.ListImagesAsync();
        var image = await client.Images.InspectImageAsync("lab/web:1");
        var volumes = await client.Volumes.ListAsync();

        Assert.Contains(images, row => row.RepoTags.Any(tag => tag.EndsWith("lab/web:1", StringComparison.Ordinal)));
        Assert.Contains("8080/tcp", image.Config.ExposedPorts!.Keys);
        Assert.NotEmpty(await client.Networks.ListNetworksAsync());
        Assert.NotNull(volumes.Volumes);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Swarm_NotAManager_IsAnErrorOfTheCallOnly(string engine)
    {
        using var client = Engines.Connect(engine);

        await Assert.ThrowsAsync<DockerApiException>(() => client.Swarm.ListServicesAsync());
        await Assert.ThrowsAsync<DockerApiException>(() => client.Swarm.ListNodesAsync());
        await Assert.ThrowsAsync<DockerApiException>(() => client.Tasks.ListAsync());
        await client.System.PingAsync();
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Events_WhileContainersChange_ComeAsTheyHappen(string engine)
    {
        using var client = Engines.Connect(engine);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var events = client.System.MonitorEventsAsync(new() { Filters = new() { { "type", "container" } } }, patience.Token)
            .GetAsyncEnumerator(patience.Token);
        var next = events.MoveNextAsync().AsTask();
        var made = new Dictionary<string, string>();
        do
        {
            // Podman sends nothing before the first event, so only an event tells that it listens.
            var name = "t-" + Guid.NewGuid().ToString("N")[..12];
            await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"], Name = name });
            made[container.Id] = name;
            // Or of one that was made before it listened: its end is the first that is heard.
            while (next.IsCompleted && await next && !(made.ContainsKey(events.Current.Actor.ID) && events.Current.Action == "create"))
            {
                next = events.MoveNextAsync().AsTask();
            }
        }
        while (!next.IsCompleted && !patience.IsCancellationRequested);

        Assert.True(await next);
        Assert.Equal("create", events.Current.Action);
        Assert.Equal(made[events.Current.Actor.ID], events.Current.Actor.Attributes["name"]);
        Assert.True(events.Current.At.Year >= 2020);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Events_SinceAndUntil_AreReplayedAndEnd(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });
        await client.Containers.StartContainerAsync(container.Id);
        await client.Containers.WaitContainerAsync(container.Id);
        var inspected = await client.Containers.InspectContainerAsync(container.Id);

        var events = await client.System.MonitorEventsAsync(new()
        {
            Since = EngineTimestamp.From(inspected.Created.AddSeconds(-1)),
            Until = EngineTimestamp.From(inspected.State.FinishedAt!.Value.AddSeconds(1)),
            Filters = new() { { "container", container.Id } },
        }).AllAsync();

        Assert.Equal(["create", "start"], events.Select(message => message.Action).Where(action => action is "create" or "start"));
    }
}
