using System.Text;
using Portainer.Testing;

namespace Portainer.Engine.Tests.FakeEngines;

/// <summary>The fake must do what the real ones do, for the tests that rely on it.</summary>
public sealed class FakeEngineTests
{
    [Fact]
    public async Task Verbs_OnAContainer_ChangeItAndAreEvents()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await using var events = client.System.MonitorEventsAsync(new() { Filters = new() { { "type", "container" } } }).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        while (engine.Events.Followers == 0)
        {
            await Task.Yield();
        }

        var created = await client.Containers.CreateContainerAsync(new() { Image = "lab/base:1", Name = "web" });
        await client.Containers.StartContainerAsync("web");
        await client.Containers.PauseContainerAsync("web");
        await client.Containers.UnpauseContainerAsync("web");
        await client.Containers.StopContainerAsync("web");
        await client.Containers.RemoveContainerAsync(created.ID);

        string[] expected = ["create", "start", "pause", "unpause", "kill", "die", "stop", "destroy"];
        foreach (var action in expected)
        {
            Assert.True(await next);
            Assert.Equal((action, created.ID), (events.Current.Action, events.Current.Actor.ID));
            if (action != "destroy")
            {
                next = events.MoveNextAsync();
            }
        }
    }

    [Fact]
    public async Task List_OfAThousand_HasThemAll()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.AddMany(1000);
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        Assert.Equal(1000, (await client.Containers.ListContainersAsync(new() { All = true })).Count);
        Assert.Equal(667, (await client.Containers.ListContainersAsync()).Count);
        Assert.Equal(333, (await client.Containers.ListContainersAsync(new() { Filters = new() { { "status", "exited" } } })).Count);
    }

    [Fact]
    public async Task Logs_OfAMillionMadeUpLines_AreReadToTheEnd()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Add("web", web => web.Log.GeneratedLines = 1_000_000);
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await using var log = await client.Containers.GetContainerLogsAsync("web", tty: false);

        var count = 0;
        await foreach (var batch in log.ReadLineBatchesAsync())
        {
            count += batch.LineCount;
        }

        Assert.Equal(1_000_000, count);
    }

    [Fact]
    public async Task Shell_InATerminal_Answers()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        var exec = await client.Exec.ExecCreateContainerAsync("web", new() { Cmd = ["sh"], Tty = true, AttachStdin = true, AttachStdout = true, User = "nobody" });
        await client.Exec.ResizeContainerExecTtyAsync(exec.ID, new() { Height = 10, Width = 20 });
        await using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: true);

        await stream.WriteAsync("echo hi\nexit 5\n"u8.ToArray());

        Assert.Contains("hi", await Exec.ExecTests.ReadAllAsync(stream), StringComparison.Ordinal);
        Assert.Equal((10, 20), engine.State.Execs[exec.ID].Size);
        Assert.Equal(("nobody", 5L), (engine.State.Execs[exec.ID].User, (await client.Exec.InspectContainerExecAsync(exec.ID)).ExitCode));
    }

    [Fact]
    public async Task Attach_InputEnded_OutputStillComes()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await using var stream = await client.Containers.AttachContainerAsync("web", tty: false, new() { Stdin = true, Stdout = true });

        await stream.WriteAsync(Encoding.UTF8.GetBytes("grüße"));
        stream.CloseWrite();

        Assert.Equal("grüße", await Exec.ExecTests.ReadAllAsync(stream));
    }

    [Fact]
    public async Task Stats_Streamed_FollowTheInterval()
    {
        await using var engine = await FakeEngine.StartAsync(new() { StatsInterval = TimeSpan.FromMilliseconds(10) });
        engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        var samples = await client.Containers.GetContainerStatsAsync("web").TakeAsync(3);

        Assert.Equal(10, ContainerStatistics.CpuPercent(samples[2]), precision: 6);
    }

    [Fact]
    public async Task Stream_LeftByItsReader_EndsAtTheEngineToo()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        using var leaving = new CancellationTokenSource();
        await using var events = client.System.MonitorEventsAsync(cancellationToken: leaving.Token).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        while (engine.Events.Followers == 0)
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);

        while (engine.Events.Followers > 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Fleet_OfFifty_AnswersSideBySide()
    {
        var fleet = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FakeEngine.StartAsync()));
        try
        {
            var counts = await Task.WhenAll(fleet.Select(async engine =>
            {
                engine.State.AddMany(50);
                using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
                return (await client.Containers.ListContainersAsync(new() { All = true })).Count;
            }));

            Assert.All(counts, count => Assert.Equal(50, count));
        }
        finally
        {
            await Task.WhenAll(fleet.Select(engine => engine.DisposeAsync().AsTask()));
        }
    }
}
