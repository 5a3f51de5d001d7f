namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerAttachTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Attach_WithInput_ReachesTheMainProcess(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new()
        {
            Image = "lab/base:1",
            Cmd = ["sh", "-c", "read line; echo got $line; echo err >&2"],
            OpenStdin = true,
            StdinOnce = true,
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
        });
        if (engine == Engines.Podman)
        {
            // It attaches to running containers only.
            await client.Containers.StartContainerAsync(container.Id);
        }

        await using var stream = await client.Containers.AttachContainerAsync(container.Id, tty: false, new() { Stdin = true, Stdout = true, Stderr = true });
        if (engine != Engines.Podman)
        {
            await client.Containers.StartContainerAsync(container.Id);
        }

        await stream.WriteAsync("hello\n"u8.ToArray());

        Assert.Equal("got hello\n", await Exec.ExecTests.ReadAllAsync(stream, only: StdStream.Stdout));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Attach_WithLogs_ReplaysThem(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "echo early; until [ -e /tmp/go ]; do sleep 0.05; done", tty: true);
        await ContainerLogsTests.WaitForLineAsync(client, container, tty: true);

        await using var stream = await client.Containers.AttachContainerAsync(container.Id, tty: true, new() { Logs = true, Stdout = true });
        var exec = await client.Exec.ExecCreateContainerAsync(container.Id, new() { Cmd = ["touch", "/tmp/go"] });
        await client.Exec.StartContainerExecAsync(exec.ID);

        Assert.Equal("early\r\n", await Exec.ExecTests.ReadAllAsync(stream));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Resize_OfTheMainTerminal_IsSeenInside(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(
            client, new() { Image = "lab/base:1", Cmd = ["sh", "-c", "read x; stty size"], Tty = true, OpenStdin = true });
        await client.Containers.ResizeContainerTtyAsync(container.Id, new() { Height = 33, Width = 99 });
        await using var stream = await client.Containers.AttachContainerAsync(container.Id, tty: true, new() { Stdin = true, Stdout = true });

        await stream.WriteAsync("\n"u8.ToArray());

        Assert.Contains("33 99", await Exec.ExecTests.ReadAllAsync(stream), StringComparison.Ordinal);
    }
}
