using Portainer.Access;
using Portainer.Engine;
using Portainer.Networks;
using Portainer.Testing;

namespace Portainer.Tests.Networks;

/// <summary>Networks that lead out of the host, on engines that belong to the test (R47, S87).</summary>
public sealed class OuterNetworkTests
{
    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task Macvlan_OnTheHostsInterface_HasItsParentAndAMember(string version)
    {
        await using var engine = await StartAsync(version);
        await using var app = await EngineApp.StartOnAsync(engine.Socket);
        var draft = new NetworkDraft { Name = "outer", Driver = "macvlan", Known = { ["parent"] = "eth0", ["macvlan_mode"] = "private" }, Pools = { new() { Subnet = "10.33.0.0/24" } } };

        var network = await CreateAsync(app, draft);
        var id = await app.RunAsync("sleep 1000");
        await Actions(app).ConnectAsync(EngineApp.Administrator, app.Endpoint, "outer", new() { Container = id, EndpointConfig = new() { IPAMConfig = new() { IPv4Address = "10.33.0.77" } } }, default);

        Assert.Equal(("macvlan", "eth0", "private"), (network.Driver, network.Options["parent"], network.Options["macvlan_mode"]));
        await app.HoldsAsync(picture => picture.Containers.Any(row => row.Id == id && row.Networks.Contains("outer")));
        Assert.Equal("10.33.0.77/24", Assert.Single((await InspectAsync(app, "outer")).Containers).Value.IPv4Address);
        Assert.Contains("10.33.0.77", await engine.DockerAsync("exec", id, "ip", "addr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task Ipvlan_OnTheHostsInterface_IsMadeAndWhatItsKernelCannotIsTold(string version)
    {
        await using var engine = await StartAsync(version);
        await using var app = await EngineApp.StartOnAsync(engine.Socket);
        var draft = new NetworkDraft { Name = "flat", Driver = "ipvlan", Known = { ["parent"] = "eth0", ["ipvlan_mode"] = "l3" }, Pools = { new() { Subnet = "10.34.0.0/24" } } };

        var network = await CreateAsync(app, draft);
        var id = await app.RunAsync("sleep 1000");
        var refused = await Record.ExceptionAsync(() => Actions(app).ConnectAsync(EngineApp.Administrator, app.Endpoint, "flat", new() { Container = id }, default));

        Assert.Equal(("ipvlan", "eth0", "l3"), (network.Driver, network.Options["parent"], network.Options["ipvlan_mode"]));
        var members = (await InspectAsync(app, "flat")).Containers;
        // Not every kernel has ipvlan, and none tells it before the first member.
        if (refused is null)
        {
            Assert.StartsWith("10.34.0.", Assert.Single(members).Value.IPv4Address, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(Failures.IsTellable(refused));
            Assert.StartsWith("Could not connect", refused.Message, StringComparison.Ordinal);
            Assert.Contains("ipvlan", refused.Message, StringComparison.Ordinal);
            Assert.Empty(members);
        }
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task Macvlan_OnAnInterfaceThatIsNotThere_IsToldWithItsName(string version)
    {
        await using var engine = await StartAsync(version);
        await using var app = await EngineApp.StartOnAsync(engine.Socket);
        var draft = new NetworkDraft { Name = "nowhere", Driver = "macvlan", Known = { ["parent"] = "nosuch0" } };

        var refused = await Assert.ThrowsAsync<DockerApiException>(() => CreateAsync(app, draft));

        Assert.StartsWith("Could not create network nowhere: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nosuch0", refused.Message, StringComparison.Ordinal);
        Assert.Equal("", await engine.DockerAsync("network", "ls", "-q", "--filter", "name=nowhere"));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task Overlay_EncryptedAndAttachable_TakesAPlainContainer(string version)
    {
        await using var engine = await StartAsync(version);
        await engine.DockerAsync("swarm", "init", "--advertise-addr", "127.0.0.1");
        await using var app = await EngineApp.StartOnAsync(engine.Socket);
        var draft = new NetworkDraft { Name = "wide", Driver = "overlay", IsEncrypted = true, IsAttachable = true, Pools = { new() { Subnet = "10.35.0.0/24" } } };

        var network = await CreateAsync(app, draft);
        var id = await app.RunAsync("sleep 1000");
        await Actions(app).ConnectAsync(EngineApp.Administrator, app.Endpoint, "wide", new() { Container = id }, default);

        Assert.Equal(("overlay", "swarm", true, true), (network.Driver, network.Scope, network.Attachable, network.Options.ContainsKey("encrypted")));
        Assert.Contains((await InspectAsync(app, "wide")).Containers, member => member.Key == id && member.Value.IPv4Address.StartsWith("10.35.0.", StringComparison.Ordinal));
        await Actions(app).DisconnectAsync(EngineApp.Administrator, app.Endpoint, "wide", id, force: false, default);
        await Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, "wide", default);
        await app.HoldsAsync(picture => picture.Networks!.All(row => row.Name != "wide"));
    }

    [Fact]
    public async Task Overlay_WithoutASwarm_IsToldWhatItNeeds()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker28);

        var refused = await Assert.ThrowsAsync<DockerApiException>(() => CreateAsync(app, new() { Name = EngineApp.Name("n"), Driver = "overlay" }));

        Assert.Contains("swarm", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static NetworkActions Actions(EngineApp app) => app.Get<NetworkActions>();

    private static Task<LabEngine> StartAsync(string version) => Lab.StartEngineAsync($"n{Guid.NewGuid():N}"[..9], "--docker", version);

    private static async Task<NetworkResponse> CreateAsync(EngineApp app, NetworkDraft draft)
    {
        Assert.Empty(draft.Faults([]));
        await Actions(app).CreateAsync(EngineApp.Administrator, app.Endpoint, draft.ToParameters(), default);
        await app.HoldsAsync(picture => picture.Networks!.Any(row => row.Name == draft.Name));
        return await InspectAsync(app, draft.Name);
    }

    private static Task<NetworkResponse> InspectAsync(EngineApp app, string network) => Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, network, default);
}
