using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

/// <summary>What a real engine does to its clients when it hangs, dies or is cut off.</summary>
public sealed class FrozenEngineTests
{
    // Each is waited for once; and a busy machine must be able to answer within it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Calls_ToAnEngineThatIsFrozen_TimeOutAndWorkAgainAfterwards()
    {
        await using var engine = await Lab.StartEngineAsync("frozen", "--docker", "20", "--bare");
        using var client = new DockerClient(new() { Endpoint = "unix://" + engine.Socket, RequestTimeout = Patience });
        await client.NegotiateAsync();
        await engine.FreezeAsync();

        var attaching = client.Exec.StartAndAttachContainerExecAsync("x", tty: false);
        var pooled = await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync());
        var attach = await Assert.ThrowsAsync<DockerConnectionException>(() => attaching);
        await engine.ThawAsync();

        Assert.Equal((ConnectionFailure.TimedOut, ConnectionFailure.TimedOut), (pooled.Failure, attach.Failure));
        Assert.Empty(await client.Containers.ListContainersAsync());
    }

    [Fact]
    public async Task Calls_ToAnEngineThatDiedAndCameBack_WorkWithTheSameClient()
    {
        await using var engine = await Lab.StartEngineAsync("crashed", "--docker", "20", "--bare");
        using var client = new DockerClient(new() { Endpoint = "unix://" + engine.Socket });
        await using var events = client.System.MonitorEventsAsync().GetAsyncEnumerator();
        var next = events.MoveNextAsync().AsTask();
        Assert.Empty(await client.Containers.ListContainersAsync());

        await engine.CrashAsync();
        await Assert.ThrowsAsync<DockerConnectionException>(() => next);
        var down = await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync());
        // A connection that was open is noticed to be dead by the first call over it.
        down = down.Failure == ConnectionFailure.Broken ? await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync()) : down;
        await engine.ResumeAsync();

        Assert.Contains(down.Failure, (ConnectionFailure[])[ConnectionFailure.Refused, ConnectionFailure.SocketMissing]);
        Assert.Empty(await client.Containers.ListContainersAsync());
    }

    [Fact]
    public async Task Calls_ToAnEngineThatIsCutOff_TimeOut()
    {
        await using var engine = await Lab.StartEngineAsync("cut", "--docker", "20", "--bare", "--tcp");
        using var client = new DockerClient(new()
        {
            Endpoint = $"tcp://{engine.Address}:2375",
            ConnectTimeout = Patience,
            RequestTimeout = Patience,
        });
        await client.NegotiateAsync();
        await engine.CutAsync();

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync());
        await engine.MendAsync();

        Assert.Equal(ConnectionFailure.TimedOut, exception.Failure);
        Assert.Empty(await client.Containers.ListContainersAsync());
    }
}
