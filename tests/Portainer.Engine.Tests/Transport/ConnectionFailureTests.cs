using System.Net;
using System.Net.Sockets;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class ConnectionFailureTests
{
    [Fact]
    public async Task Connect_SocketIsNotThere_SaysSo() =>
        await AssertFailsAsync(ConnectionFailure.SocketMissing, "unix:///nowhere/docker.sock", "/nowhere/docker.sock does not exist");

    [Fact]
    public async Task Connect_NobodyListensOnTheSocket_IsRefused()
    {
        var path = Path.Combine(Path.GetTempPath(), $"dead-{Guid.NewGuid():N}.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            await AssertFailsAsync(ConnectionFailure.Refused, "unix://" + path, "nothing is listening");
        }

        File.Delete(path);
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task Connect_SocketBelongsToSomebodyElse_IsDenied()
    {
        var path = Path.Combine(Path.GetTempPath(), $"denied-{Guid.NewGuid():N}.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var connector = new EngineConnector(EngineAddress.Parse("unix://" + path, tls: false), tls: null, TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => AsNobody.Run(() => connector.ConnectAsync(CancellationToken.None).AsTask()));

        File.Delete(path);
        Assert.Equal((ConnectionFailure.PermissionDenied, true), (exception.Failure, exception.Message.Contains("may not open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_AnswerCannotBeUnderstood_FailsAlone()
    {
        await using var server = ScriptedServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{\"Containers\":\"many!\"}");
        using var client = new DockerClient(new() { Endpoint = server.Endpoint, PinnedApiVersion = new(1, 41) });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetSystemInfoAsync());

        Assert.Contains("the answer cannot be understood", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NobodyListensOnThePort_IsRefused()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        await AssertFailsAsync(ConnectionFailure.Refused, $"tcp://{listener.LocalEndPoint}", "nothing is listening");
    }

    [Fact]
    public async Task Connect_NameDoesNotExist_SaysSo() =>
        await AssertFailsAsync(ConnectionFailure.NameNotResolved, "tcp://no-such-host.invalid:2375", "no-such-host.invalid");

    // In the lab's network nobody has this address.
    [Fact]
    public async Task Connect_NoSuchHostInTheNetwork_IsUnreachable() =>
        await AssertFailsAsync(ConnectionFailure.Unreachable, $"tcp://{Lab.DockerAddress[..Lab.DockerAddress.LastIndexOf('.')]}.199:2375", "no route");

    [Fact]
    public async Task Connect_PacketsAreSwallowed_TimesOut() =>
        await AssertFailsAsync(
            ConnectionFailure.TimedOut, "tcp://" + Lab.Blackhole, "did not answer in time", options => options with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });

    [Fact]
    public async Task Connect_NoAnswerEver_TimesOut()
    {
        await using var server = new ScriptedServer((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));

        await AssertFailsAsync(
            ConnectionFailure.TimedOut, server.Endpoint, "did not answer in time", options => options with { RequestTimeout = TimeSpan.FromMilliseconds(300) });
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task Connect_SomethingElseAnswers_IsNotAnEngine(string answer)
    {
        await using var server = ScriptedServer.Saying(answer);

        await AssertFailsAsync(ConnectionFailure.NotDockerEngine, server.Endpoint, "not a Docker engine");
    }

    [Fact]
    public async Task Connect_ClosedWithoutAnAnswer_IsBroken()
    {
        await using var server = new ScriptedServer((stream, cancellationToken) => ScriptedServer.ReadHeadAsync(stream, cancellationToken));

        await AssertFailsAsync(ConnectionFailure.Broken, server.Endpoint, "the connection broke");
    }

    [Fact]
    public async Task Connect_CancelledByTheCaller_IsNoFailureOfTheEngine()
    {
        await using var server = new ScriptedServer((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        using var client = new DockerClient(new() { Endpoint = server.Endpoint });
        using var leaving = new CancellationTokenSource();
        var call = client.System.GetVersionAsync(leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(FakeFault.Drop, ConnectionFailure.Broken)]
    [InlineData(FakeFault.DropMidBody, ConnectionFailure.Broken)]
    [InlineData(FakeFault.HangBeforeHead, ConnectionFailure.TimedOut)]
    [InlineData(FakeFault.HangMidBody, ConnectionFailure.TimedOut)]
    public async Task Call_EngineHangsOrBreaks_FailsAloneAndRecovers(FakeFault fault, ConnectionFailure failure)
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        using var hasty = new DockerClient(new() { Endpoint = engine.Endpoint, RequestTimeout = TimeSpan.FromMilliseconds(300), PinnedApiVersion = new(1, 41) });
        await client.NegotiateAsync();
        engine.Faults.Set("/containers/json", fault);

        var asked = failure == ConnectionFailure.TimedOut ? hasty : client;
        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => asked.Containers.ListContainersAsync());

        Assert.Equal(failure, exception.Failure);
        Assert.Equal("fake", (await client.System.GetSystemInfoAsync()).Name);
        engine.Faults.Clear();
        Assert.Empty(await client.Containers.ListContainersAsync());
    }

    [Fact]
    public async Task Call_AfterTheEngineRestarted_WorksWithoutANewClient()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        Assert.Empty(await client.Containers.ListContainersAsync());

        await engine.StopAsync();
        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync());
        await engine.StartAgainAsync();

        Assert.Equal(ConnectionFailure.SocketMissing, exception.Failure);
        Assert.Empty(await client.Containers.ListContainersAsync());
    }

    [Fact]
    public async Task Stream_EngineDiesUnderIt_EndsWithTheReason()
    {
        await using var engine = await FakeEngine.StartAsync();
        var container = engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await using var log = await client.Containers.GetContainerLogsAsync("web", tty: false, new() { Follow = true });
        await using var lines = log.ReadLinesAsync().GetAsyncEnumerator();
        container.Print("one");
        Assert.True(await lines.MoveNextAsync());

        await engine.StopAsync();

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(async () => await lines.MoveNextAsync());
        Assert.Equal(ConnectionFailure.Broken, exception.Failure);
    }

    [Fact]
    public async Task Stream_SilentForLongerThanTheRequestTimeout_StaysOpen()
    {
        await using var engine = await FakeEngine.StartAsync();
        var container = engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint, RequestTimeout = TimeSpan.FromSeconds(2) });
        await using var log = await client.Containers.GetContainerLogsAsync("web", tty: false, new() { Follow = true });
        await using var lines = log.ReadLinesAsync().GetAsyncEnumerator();

        var next = lines.MoveNextAsync().AsTask();
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(3))));
        container.Print("one");

        Assert.True(await next);
    }

    private static async Task AssertFailsAsync(
        ConnectionFailure failure, string endpoint, string says, Func<DockerClientOptions, DockerClientOptions>? change = null)
    {
        var options = new DockerClientOptions { Endpoint = endpoint };
        using var client = new DockerClient(change?.Invoke(options) ?? options);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetVersionAsync());

        Assert.Equal((failure, true), (exception.Failure, exception.Message.Contains(says, StringComparison.Ordinal)));
        Assert.StartsWith($"Could not reach the engine at {endpoint}", exception.Message, StringComparison.Ordinal);
    }
}
