using System.Text;

namespace Portainer.Engine.Tests.Exec;

public sealed class ExecTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Exec_InputEnded_OutputStillComes(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(
            container.Id, new() { Cmd = ["sh", "-c", "cat; echo done"], AttachStdin = true, AttachStdout = true, AttachStderr = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);

        await stream.WriteAsync("hello\n"u8.ToArray());
        await stream.CloseWriteAsync();

        Assert.Equal("hello\ndone\n", await ReadAllAsync(stream));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_WithoutATerminal_KeepsTheStreamsApart(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(
            container.Id, new() { Cmd = ["sh", "-c", "echo out; echo err >&2; exit 7"], AttachStdout = true, AttachStderr = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);

        Assert.Equal("out\n", await ReadAllAsync(stream, only: StdStream.Stdout));
        var inspected = await EndedAsync(client, exec.ID);
        Assert.Equal((false, 7L, container.Id), (inspected.Running, inspected.ExitCode, inspected.ContainerID));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_InATerminal_HasTheSizeAndUserItWasGiven(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(container.Id, new()
        {
            Cmd = ["sh"],
            Tty = true,
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            User = "nobody",
            WorkingDir = "/tmp",
            Env = ["GREETING=hé"],
        });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: true);
        await client.Exec.ResizeContainerExecTtyAsync(exec.ID, new() { Height = 41, Width = 123 });

        await stream.WriteAsync("stty size; id -u; pwd; echo $GREETING; exit 3\n"u8.ToArray());
        var output = await ReadAllAsync(stream);

        Assert.Contains("41 123", output, StringComparison.Ordinal);
        Assert.Contains("65534", output, StringComparison.Ordinal);
        Assert.Contains("/tmp", output, StringComparison.Ordinal);
        Assert.Contains("hé", output, StringComparison.Ordinal);
        Assert.Equal(3, (await EndedAsync(client, exec.ID)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_ShellIsNotThere_IsToldInTheOutputAndExitCode(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(container.Id, new() { Cmd = ["bash"], Tty = true, AttachStdin = true, AttachStdout = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: true);

        Assert.Contains("executable file not found", await ReadAllAsync(stream), StringComparison.Ordinal);
        Assert.Contains((await EndedAsync(client, exec.ID)).ExitCode, (long?[])[126, 127]);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_ContainerDoesNotRun_IsAConflict(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.CreateAsync(client, new() { Image = "lab/base:1", Cmd = ["true"] });

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Exec.ExecCreateContainerAsync(container.Id, new() { Cmd = ["sh"] }));

        Assert.Equal(System.Net.HttpStatusCode.Conflict, exception.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_Detached_RunsByItself(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "until [ -e /tmp/done ]; do sleep 0.05; done");
        var exec = await client.Exec.ExecCreateContainerAsync(container.Id, new() { Cmd = ["touch", "/tmp/done"] });

        await client.Exec.StartContainerExecAsync(exec.ID);

        Assert.Equal(0, (await client.Containers.WaitContainerAsync(container.Id)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_MuchOutput_ArrivesWhole(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var exec = await client.Exec.ExecCreateContainerAsync(
            container.Id, new() { Cmd = ["dd", "if=/dev/zero", "bs=1M", "count=100"], AttachStdout = true });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);

        var buffer = new byte[64 * 1024];
        long count = 0;
        while (await stream.ReadOutputAsync(buffer) is { EOF: false } read)
        {
            count += read.Count;
        }

        Assert.Equal(100 * 1024 * 1024, count);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Exec_StreamDisposed_LeavesOtherExecsAlone(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");
        var parameters = new ContainerExecCreateParameters { Cmd = ["cat"], Tty = true, AttachStdin = true, AttachStdout = true };
        var first = await client.Exec.ExecCreateContainerAsync(container.Id, parameters);
        var second = await client.Exec.ExecCreateContainerAsync(container.Id, parameters);
        await using var kept = await client.Exec.StartAndAttachContainerExecAsync(second.ID, tty: true);
        await (await client.Exec.StartAndAttachContainerExecAsync(first.ID, tty: true)).DisposeAsync();

        await kept.WriteAsync("x"u8.ToArray());

        Assert.Equal(1, (await kept.ReadOutputAsync(new byte[10])).Count);
    }

    // The output ends before the engine has noted the exit code.
    private static async Task<ContainerExecInspectResponse> EndedAsync(DockerClient client, string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var inspected = await client.Exec.InspectContainerExecAsync(id, limit.Token);
            if (!inspected.Running)
            {
                return inspected;
            }
        }
    }

    internal static async Task<string> ReadAllAsync(MultiplexedStream stream, StdStream? only = null)
    {
        var buffer = new byte[1000];
        using var text = new MemoryStream();
        while (await stream.ReadOutputAsync(buffer) is { EOF: false } read)
        {
            if (only is null || read.Target == only)
            {
                text.Write(buffer, 0, read.Count);
            }
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
