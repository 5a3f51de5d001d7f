using System.Text.Json;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerReadingTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task List_ByLabel_HasTheRowAndOnlyIt(string engine)
    {
        using var client = Engines.Connect(engine);
        var label = Guid.NewGuid().ToString("N");
        await using var container = await TestContainer.RunAsync(
            client, new() { Image = "lab/base:1", Cmd = ["sleep", "1000"], Labels = new Dictionary<string, string> { ["test"] = label } });

        var row = Assert.Single(await client.Containers.ListContainersAsync(new() { Filters = new() { { "label", $"test={label}" } } }));

        Assert.Equal((container.Id, "/" + container.Name, "running", label), (row.ID, row.Names[0], row.State, row.Labels["test"]));
        Assert.EndsWith("lab/base:1", row.Image, StringComparison.Ordinal);
        Assert.True(row.Created.Year >= 2020);
        Assert.NotEqual("", row.NetworkSettings!.Networks.Values.Single().IPAddress);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task List_PublishedPort_IsInTheRow(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, new()
        {
            Image = "lab/web:1",
            HostConfig = new() { PortBindings = new Dictionary<string, IList<PortBinding>?> { ["8080/tcp"] = [new() { HostIP = "127.0.0.1", HostPort = "" }] } },
        });

        var row = Assert.Single(await client.Containers.ListContainersAsync(new() { Filters = new() { { "id", container.Id } } }));
        var inspected = await client.Containers.InspectContainerAsync(container.Id);

        var port = Assert.Single(row.Ports, port => port.PublicPort != 0);
        Assert.Equal(("127.0.0.1", 8080, "tcp"), (port.IP, port.PrivatePort, port.Type));
        Assert.Equal(port.PublicPort.ToString(System.Globalization.CultureInfo.InvariantCulture), inspected.NetworkSettings.Ports["8080/tcp"]![0].HostPort);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Inspect_Running_HasStateConfigAndLimits(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sleep", "1000"],
            Env = ["SECRET=hé"],
            WorkingDir = "/tmp",
            User = "0",
            HostConfig = new()
            {
                Memory = 64 << 20,
                RestartPolicy = new() { Name = "always" },
                CapAdd = ["NET_ADMIN"],
                Binds = ["/tmp:/host-tmp:ro"],
            },
        });

        var inspected = await client.Containers.InspectContainerAsync(container.Name);

        Assert.Equal((container.Id, true, "always", 64L << 20), (inspected.ID, inspected.State.Running, inspected.HostConfig.RestartPolicy!.Name, inspected.HostConfig.Memory));
        Assert.NotNull(inspected.State.StartedAt);
        Assert.Contains("SECRET=hé", inspected.Config.Env!);
        Assert.Equal("/tmp", inspected.Config.WorkingDir);
        Assert.Contains(inspected.Mounts, mount => mount is { Destination: "/host-tmp", RW: false, Type: "bind" });
        Assert.NotEqual("", inspected.NetworkSettings.Networks.Values.Single().IPAddress);
        Assert.NotEqual("", inspected.GraphDriver.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Inspect_NeverStarted_HasNoTimesButTheCreation(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });

        var inspected = await client.Containers.InspectContainerAsync(container.Id);

        Assert.Equal((null, null), (inspected.State.StartedAt, inspected.State.FinishedAt));
        Assert.True(inspected.Created.Year >= 2020);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Inspect_WithAHealthCheck_HasItsLog(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sleep", "1000"],
            Healthcheck = new() { Test = ["CMD-SHELL", "echo not well; exit 1"], Interval = 100_000_000, Retries = 1 },
        });
        // What happens before the engine listens to this request is replayed.
        var since = EngineTimestamp.From((await client.Containers.InspectContainerAsync(container.Id)).Created);
        await using var events = client.System.MonitorEventsAsync(
            new() { Since = since, Filters = new() { { "container", container.Id }, { "event", "health_status" } } }).GetAsyncEnumerator();
        var unhealthy = events.MoveNextAsync();
        await client.Containers.StartContainerAsync(container.Id);
        await unhealthy;

        var health = (await client.Containers.InspectContainerAsync(container.Id)).State.Health!;

        Assert.Equal(("health_status: unhealthy", "unhealthy"), (events.Current.Action, health.Status));
        Assert.Contains("not well", health.Log[0].Output, StringComparison.Ordinal);
        Assert.Equal(1, health.Log[0].ExitCode);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task InspectRaw_Always_IsTheEnginesOwnJson(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });

        using var json = JsonDocument.Parse(await client.Containers.InspectContainerRawAsync(container.Id));

        Assert.Equal(container.Id, json.RootElement.GetProperty("Id").GetString());
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Top_Running_ListsItsProcesses(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000 & wait");

        var processes = await client.Containers.ListProcessesAsync(container.Id, new() { PsArgs = "-eo pid,args" });

        Assert.Equal("PID", processes.Titles[0]);
        Assert.Contains(processes.Processes, row => row[1].Contains("sleep 1000", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Changes_AfterWriting_ListTheFile(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "echo x > /new; exit");
        await client.Containers.WaitContainerAsync(container.Id);
        await using var untouched = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });

        Assert.Contains(await client.Containers.InspectChangesAsync(container.Id), change => change is { Path: "/new", Kind: FileSystemChangeKind.Add });
        Assert.Empty(await client.Containers.InspectChangesAsync(untouched.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Inspect_NoSuchContainer_IsNotFoundAndNamesIt(string engine)
    {
        using var client = Engines.Connect(engine);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.InspectContainerAsync("nobody-here"));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Contains("nobody-here", exception.EngineMessage, StringComparison.Ordinal);
    }
}
