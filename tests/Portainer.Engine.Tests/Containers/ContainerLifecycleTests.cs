using System.Net;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerLifecycleTests
{
    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Container_ThroughAllItsStates_IsWhatWasAsked(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["sleep", "1000"] });
        async Task AssertStateAsync(string state) =>
            Assert.Equal(state, (await client.Containers.InspectContainerAsync(container.Id)).State.Status);

        await AssertStateAsync("created");
        await client.Containers.StartContainerAsync(container.Id);
        await client.Containers.StartContainerAsync(container.Id);
        await AssertStateAsync("running");
        await client.Containers.PauseContainerAsync(container.Id);
        await AssertStateAsync("paused");
        await client.Containers.UnpauseContainerAsync(container.Id);
        await client.Containers.RestartContainerAsync(container.Id, new() { WaitBeforeKillSeconds = 0 });
        await AssertStateAsync("running");
        await client.Containers.StopContainerAsync(container.Id, new() { WaitBeforeKillSeconds = 0 });
        await client.Containers.StopContainerAsync(container.Id);
        await AssertStateAsync("exited");
        await client.Containers.RemoveContainerAsync(container.Id);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.InspectContainerAsync(container.Id));
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Kill_WithASignal_SendsThatSignal(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "trap 'exit 42' USR1; touch /tmp/ready; while :; do sleep 0.05; done");
        await WaitForFileAsync(client, container, "/tmp/ready");

        await client.Containers.KillContainerAsync(container.Id, new() { Signal = "SIGUSR1" });

        Assert.Equal(42, (await client.Containers.WaitContainerAsync(container.Id)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Rename_ToATakenName_IsAConflictThatNamesIt(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var first = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });
        await using var second = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1" });

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Containers.RenameContainerAsync(first.Id, new() { NewName = second.Name }));
        await client.Containers.RenameContainerAsync(first.Id, new() { NewName = first.Name + "-new" });

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Contains(second.Name, exception.Message, StringComparison.Ordinal);
        Assert.Equal("/" + first.Name + "-new", (await client.Containers.InspectContainerAsync(first.Id)).Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Update_LimitsAndPolicy_AreInForceWithoutARestart(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sleep", "1000"],
            HostConfig = new() { Memory = 64 << 20, MemorySwap = 128 << 20 },
        });

        await client.Containers.UpdateContainerAsync(container.Id, new()
        {
            Memory = 96 << 20,
            MemorySwap = 192 << 20,
            NanoCPUs = 500_000_000,
            PidsLimit = 77,
            RestartPolicy = new() { Name = "on-failure", MaximumRetryCount = 3 },
        });

        var host = (await client.Containers.InspectContainerAsync(container.Id)).HostConfig;
        Assert.Equal((96L << 20, 500_000_000L, 77L), (host.Memory, host.NanoCPUs, host.PidsLimit));
        Assert.Equal(("on-failure", 3L), (host.RestartPolicy!.Name, host.RestartPolicy.MaximumRetryCount));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Remove_Running_NeedsForce(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.RemoveContainerAsync(container.Id));
        await client.Containers.RemoveContainerAsync(container.Id, new() { Force = true });

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Empty(await client.Containers.ListContainersAsync(new() { All = true, Filters = new() { { "id", container.Id } } }));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Create_ImageIsNotThere_IsNotFound(string engine)
    {
        using var client = Engines.Connect(engine);

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Containers.CreateContainerAsync(new() { Image = "lab/none:1", Name = "nothing" }));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.StartsWith("Could not create container nothing: No such image", exception.Message, StringComparison.Ordinal);
    }

    internal static async Task WaitForFileAsync(DockerClient client, TestContainer container, string path)
    {
        var exec = await client.Exec.ExecCreateContainerAsync(
            container.Id, new() { Cmd = ["sh", "-c", $"until [ -e {path} ]; do sleep 0.02; done"], AttachStdout = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);
        await Exec.ExecTests.ReadAllAsync(stream);
    }
}
