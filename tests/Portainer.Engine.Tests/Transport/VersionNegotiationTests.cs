using System.Net;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Transport;

public sealed class VersionNegotiationTests
{
    [Theory]
    [InlineData("1.24", "1.12", "1.24")]
    [InlineData("1.40", "1.12", "1.40")]
    [InlineData("1.52", "1.44", "1.52")]
    [InlineData("1.56", "1.44", "1.56")]
    [InlineData("1.99", "1.44", "1.56")]
    [InlineData("1.99", "1.60", "1.60")]
    public async Task Version_ByWhatTheEngineSpeaks_IsTheNewestBothKnow(string newest, string oldest, string spoken)
    {
        await using var engine = await FakeEngine.StartAsync(new() { ApiVersion = newest, MinApiVersion = oldest });
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        await client.Containers.ListContainersAsync();

        Assert.Equal(Version.Parse(spoken), client.ApiVersion);
        Assert.Contains($"GET /v{spoken}/containers/json", engine.Requests);
    }

    [Fact]
    public async Task Version_PingNamesNone_IsAskedFor()
    {
        await using var engine = await FakeEngine.StartAsync(new() { ApiVersion = "1.24", MinApiVersion = "1.12", NamesVersionInPing = false });
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        await client.NegotiateAsync();

        Assert.Equal(new Version(1, 24), client.ApiVersion);
    }

    [Theory]
    [InlineData("1.51", "1.24", "1.41", "1.12", "1.41")]
    [InlineData("1.41", "1.12", "1.99", "1.44", "1.44")]
    public async Task Version_EngineExchangedUnderTheClient_IsNegotiatedAgain(
        string newest, string oldest, string newestLater, string oldestLater, string spokenLater)
    {
        await using var engine = await FakeEngine.StartAsync(new() { ApiVersion = newest, MinApiVersion = oldest });
        engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await client.Containers.ListContainersAsync();

        engine.Options = engine.Options with { ApiVersion = newestLater, MinApiVersion = oldestLater };

        Assert.Single(await client.Containers.ListContainersAsync());
        Assert.Equal(Version.Parse(spokenLater), client.ApiVersion);
    }

    [Fact]
    public async Task Version_EngineExchangedBeforeAnAttach_IsNegotiatedAgain()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.State.Add("web");
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await client.NegotiateAsync();
        engine.Options = engine.Options with { ApiVersion = "1.41" };

        await using var stream = await client.Containers.AttachContainerAsync("web", tty: false, new() { Stdin = true, Stdout = true });

        Assert.Equal(new Version(1, 41), client.ApiVersion);
    }

    [Fact]
    public async Task Version_AskedAgainAfterAnUpgrade_IsTheNewOne()
    {
        await using var engine = await FakeEngine.StartAsync(new() { ApiVersion = "1.41" });
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        await client.NegotiateAsync();
        engine.Options = engine.Options with { ApiVersion = "1.51" };

        await client.NegotiateAsync();

        Assert.Equal(new Version(1, 51), client.ApiVersion);
    }

    [Fact]
    public async Task Version_Pinned_IsSpokenWithoutAsking()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint, PinnedApiVersion = new(1, 30) });

        await client.Containers.ListContainersAsync();

        Assert.Equal(["GET /v1.30/containers/json"], engine.Requests);
    }

    [Fact]
    public async Task Version_PinnedAndRefused_IsAnErrorOfTheCall()
    {
        await using var engine = await FakeEngine.StartAsync(new() { ApiVersion = "1.41" });
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint, PinnedApiVersion = new(1, 50) });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.ListContainersAsync());

        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.Contains("too new", exception.EngineMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Negotiation_ManyFirstCallsAtOnce_AsksOnce()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Containers.ListContainersAsync()));

        Assert.Single(engine.Requests, "GET /_ping");
    }

    [Fact]
    public async Task Negotiation_FailedOnce_IsTriedAgainByTheNextCall()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });
        engine.Faults.Set("/_ping", FakeFault.Drop);
        await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.ListContainersAsync());
        engine.Faults.Clear();

        Assert.Empty(await client.Containers.ListContainersAsync());
    }

    [Fact]
    public async Task Call_MissingOnThisEngine_FailsAloneAndLeavesTheRestWorking()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var client = new DockerClient(new() { Endpoint = engine.Endpoint });

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Networks.InspectNetworkAsync("bridge"));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Empty(await client.Containers.ListContainersAsync());
    }
}
