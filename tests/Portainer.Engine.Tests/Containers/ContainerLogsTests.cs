using System.Globalization;

namespace Portainer.Engine.Tests.Containers;

public sealed class ContainerLogsTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Logs_WithoutATerminal_KeepTheStreamsApart(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "echo grüße; echo fehler >&2");

        var lines = await ReadAsync(client, container, tty: false);

        Assert.Equal(
            [new(StdStream.Stdout, "grüße"), new(StdStream.Stderr, "fehler")], lines.OrderBy(line => line.Stream));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Logs_OfATerminal_AreOneStreamWithoutCarriageReturns(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "echo eins; echo zwei >&2", tty: true);

        Assert.Equal([new(StdStream.Stdout, "eins"), new(StdStream.Stdout, "zwei")], await ReadAsync(client, container, tty: true));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Logs_Tail_AreTheLastLines(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "seq 1 1000");

        var lines = await ReadAsync(client, container, tty: false, new() { Tail = "3" });

        Assert.Equal(["998", "999", "1000"], lines.Select(line => line.Text));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Logs_WithTimestamps_StartWithADate(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "echo hello");

        var line = Assert.Single(await ReadAsync(client, container, tty: false, new() { Timestamps = true }));

        var parts = line.Text.Split(' ', 2);
        Assert.Equal("hello", parts[1]);
        Assert.True(DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, out _));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Logs_SinceAndUntil_LeaveTheRestOut(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "echo hello");
        var finished = (await client.Containers.InspectContainerAsync(container.Id)).State.FinishedAt!.Value;

        Assert.Empty(await ReadAsync(client, container, tty: false, new() { Since = EngineTimestamp.From(finished.AddSeconds(1)) }));
        Assert.Empty(await ReadAsync(client, container, tty: false, new() { Until = finished.AddHours(-1).ToString("O", CultureInfo.InvariantCulture) }));
        Assert.Single(await ReadAsync(client, container, tty: false, new() { Since = EngineTimestamp.From(finished.AddHours(-1)) }));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Logs_StderrOnly_LeaveStdoutOut(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "echo out; echo err >&2");

        Assert.Equal([new(StdStream.Stderr, "err")], await ReadAsync(client, container, tty: false, new() { ShowStdout = false }));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Follow_ContainerSaysNothingYet_IsOpenAndGetsTheFirstLine(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "until [ -e /tmp/go ]; do sleep 0.02; done; echo first; echo second; sleep 1000");
        await using var log = await client.Containers.GetContainerLogsAsync(container.Id, tty: false, new() { Follow = true });
        await using var lines = log.ReadLinesAsync().GetAsyncEnumerator();
        var first = lines.MoveNextAsync();
        var exec = await client.Exec.ExecCreateContainerAsync(container.Id, new() { Cmd = ["touch", "/tmp/go"] });
        await client.Exec.StartContainerExecAsync(exec.ID);

        Assert.True(await first);
        Assert.Equal("first", lines.Current.Text);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("second", lines.Current.Text);
    }

    // Podman sends no head before the first line.
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Follow_SilentForLongerThanTheRequestTimeout_GetsTheFirstLine(string engine)
    {
        using var patient = Engines.Connect(engine);
        using var client = Engines.Connect(engine, TimeSpan.FromSeconds(8));
        await client.NegotiateAsync();
        await using var container = await TestContainer.RunAsync(patient, "sleep 10; echo first");

        var first = Assert.Single(await ReadAsync(client, container, tty: false, new() { Follow = true }));

        Assert.Equal("first", first.Text);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Follow_ContainerEnds_Ends(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "echo one; sleep 0.3; echo two");

        Assert.Equal(["one", "two"], (await ReadAsync(client, container, tty: false, new() { Follow = true })).Select(line => line.Text));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Follow_Cancelled_EndsByCancellation(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(client, "echo one; sleep 1000");
        await using var log = await client.Containers.GetContainerLogsAsync(container.Id, tty: false, new() { Follow = true });
        using var leaving = new CancellationTokenSource();
        await using var lines = log.ReadLinesAsync(leaving.Token).GetAsyncEnumerator();
        Assert.True(await lines.MoveNextAsync());
        var next = lines.MoveNextAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Logs_LineLongerThanTheEnginesOwnPieces_IsOneLine(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "head -c 100000 /dev/zero | tr '\\0' x; echo; echo next");

        var lines = await ReadAsync(client, container, tty: false);

        Assert.Equal([100000, 4], lines.Select(line => line.Text.Length));
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Logs_HundredThousandLines_AreAllThereInOrder(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await EndedAsync(client, "seq 1 100000");
        await using var log = await client.Containers.GetContainerLogsAsync(container.Id, tty: false);

        var expected = 1;
        await foreach (var line in log.ReadLinesAsync())
        {
            Assert.Equal(expected++, int.Parse(line.Text, CultureInfo.InvariantCulture));
        }

        Assert.Equal(100001, expected);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Logs_DriverCannotBeRead_SaysSo(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var container = await TestContainer.RunAsync(
            client, new() { Image = "lab/base:1", Cmd = ["true"], HostConfig = new() { LogConfig = new() { Type = "none" } } });

        var exception = await Record.ExceptionAsync(() => ReadAsync(client, container, tty: false));

        Assert.Contains("logging driver", Assert.IsType<DockerApiException>(exception).EngineMessage, StringComparison.Ordinal);
    }

    /// <summary>Until something stands in the log.</summary>
    internal static async Task WaitForLineAsync(DockerClient client, TestContainer container, bool tty)
    {
        await using var log = await client.Containers.GetContainerLogsAsync(container.Id, tty, new() { Follow = true });
        await log.ReadLinesAsync().TakeAsync(1);
    }

    private static async Task<TestContainer> EndedAsync(DockerClient client, string script, bool tty = false)
    {
        var container = await TestContainer.RunAsync(client, script, tty);
        await client.Containers.WaitContainerAsync(container.Id);
        return container;
    }

    private static async Task<List<LogLine>> ReadAsync(DockerClient client, TestContainer container, bool tty, ContainerLogsParameters? parameters = null)
    {
        await using var log = await client.Containers.GetContainerLogsAsync(container.Id, tty, parameters);
        return await log.ReadLinesAsync().AllAsync();
    }
}
