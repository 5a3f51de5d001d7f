using Portainer.Access;
using Portainer.Engine;
using Portainer.Networks;

namespace Portainer.Tests.Networks;

/// <summary>Networks on real engines, through the gate (R46-R48, S87-S89).</summary>
public sealed class NetworkActionsTests
{
    public static TheoryData<string> All => EngineApp.All;

    public static TheoryData<string> Docker => EngineApp.Docker;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Create_NameAlone_IsABridge(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var name = await CreateAsync(app, new());

        var network = await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        Assert.Equal("bridge", network.Driver);
        Assert.NotEmpty(network.IPAM.Config);
        await app.HoldsAsync(picture => picture.Networks!.Any(row => row.Name == name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Create_OwnSubnetInternalIPv6Labels_InspectShowsThem(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var draft = new NetworkDraft { IsInternal = true, Labels = { new() { Name = "team", Value = "blue" } } };
        var third = Random.Shared.Next(1, 250);
        draft.Pools.Add(new() { Subnet = $"10.77.{third}.0/24", Gateway = $"10.77.{third}.1", Range = $"10.77.{third}.128/25" });
        draft.Pools.Add(new() { Subnet = $"fd77:{third}::/64", Gateway = $"fd77:{third}::1" });

        var name = await CreateAsync(app, draft);
        var network = await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        Assert.True(network.Internal);
        Assert.True(network.EnableIPv6);
        Assert.Equal("blue", network.Labels["team"]);
        Assert.Equal([$"10.77.{third}.0/24", $"fd77:{third}::/64"], network.IPAM.Config.Select(pool => pool.Subnet));
        Assert.Equal($"10.77.{third}.1", network.IPAM.Config[0].Gateway);
    }

    [Theory]
    [MemberData(nameof(Docker))]
    public async Task Create_IccOff_InspectShowsIt(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var draft = new NetworkDraft { Known = { ["com.docker.network.bridge.enable_icc"] = "false", ["com.docker.network.driver.mtu"] = "1400" } };

        var name = await CreateAsync(app, draft);
        var network = await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        Assert.Equal("false", network.Options["com.docker.network.bridge.enable_icc"]);
        Assert.Equal("1400", network.Options["com.docker.network.driver.mtu"]);
    }

    [Theory]
    [MemberData(nameof(Docker))]
    public async Task Create_ConfigOnlyThenFromIt_TakesItsSubnet(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var subnet = $"10.78.{Random.Shared.Next(1, 250)}.0/24";
        var config = await CreateAsync(app, new() { Driver = "macvlan", IsConfigOnly = true, Pools = { new() { Subnet = subnet } } });
        var name = await CreateAsync(app, new() { Driver = "bridge", ConfigFrom = config });

        var network = await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default);

        Assert.Equal(config, network.ConfigFrom.Network);
        Assert.Equal(subnet, network.IPAM.Config.Single().Subnet);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Connect_AddressAndAlias_MemberHasThemUntilDisconnected(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var third = Random.Shared.Next(1, 250);
        var name = await CreateAsync(app, new() { Pools = { new() { Subnet = $"10.79.{third}.0/24" } } });
        var id = await app.RunAsync("sleep 1000");

        await Actions(app).ConnectAsync(EngineApp.Administrator, app.Endpoint, name, new()
        {
            Container = id,
            EndpointConfig = new() { IPAMConfig = new() { IPv4Address = $"10.79.{third}.77" }, Aliases = ["db"] },
        }, default);

        await app.HoldsAsync(picture => picture.Containers.Any(row => row.Id == id && row.Networks.Contains(name)));
        var member = Assert.Single(await MembersAsync(app, name));
        Assert.Equal((id, $"10.79.{third}.77/24"), (member.Container!.Id, member.IPv4));
        Assert.NotEmpty(member.Mac);
        Assert.Contains("db", (await app.Engine.Containers.InspectContainerAsync(id)).NetworkSettings.Networks[name].Aliases!);

        await Actions(app).DisconnectAsync(EngineApp.Administrator, app.Endpoint, name, id, force: true, default);
        await app.HoldsAsync(picture => picture.Containers.Any(row => row.Id == id && !row.Networks.Contains(name)));
        Assert.Empty(await MembersAsync(app, name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Remove_InUse_IsRefusedInASentence_ThenGoesWhenFree(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var name = await CreateAsync(app, new());
        var id = await app.RunAsync("sleep 1000", parameters => parameters.HostConfig = new() { NetworkMode = name });

        var refused = await Assert.ThrowsAsync<DockerApiException>(() => Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, name, default));
        Assert.Contains($"remove network {name}", refused.Message, StringComparison.Ordinal);

        await app.Engine.Containers.RemoveContainerAsync(id, new() { Force = true });
        await Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, name, default);
        await app.HoldsAsync(picture => picture.Networks!.All(row => row.Name != name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Remove_Predefined_IsRefusedBeforeTheEngineIsAsked(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);
        var row = app.Watch.Picture.Networks!.First(row => row.IsPredefined);

        await Assert.ThrowsAsync<PredefinedNetworkException>(() => Actions(app).RemoveAsync(EngineApp.Administrator, app.Endpoint, row.Id, default));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Drivers_OfTheEngine_HoldBridgeAndNothingFixed(string engine)
    {
        await using var app = await EngineApp.StartAsync(engine);

        var drivers = await Actions(app).DriversAsync(EngineApp.Administrator, app.Endpoint, default);

        Assert.Contains("bridge", drivers);
        Assert.DoesNotContain("host", drivers);
        Assert.DoesNotContain("null", drivers);
    }

    [Fact]
    public async Task Members_HiddenContainer_IsNotNamed()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20, options => options with { HiddenLabels = [new("hide", "me")] });
        var name = await CreateAsync(app, new());
        await app.RunAsync("sleep 1000", parameters => (parameters.HostConfig, parameters.Labels) = (new() { NetworkMode = name }, new Dictionary<string, string> { ["hide"] = "me" }));

        Assert.Single((await app.Engine.Networks.InspectNetworkAsync(name)).Containers);
        Assert.Empty(await MembersAsync(app, name));
    }

    [Fact]
    public async Task EveryCall_StandardUser_IsRefused()
    {
        await using var app = await EngineApp.StartAsync(EngineApp.Docker20);
        var actions = Actions(app);

        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.InspectAsync(EngineApp.Standard, app.Endpoint, "bridge", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.InspectRawAsync(EngineApp.Standard, app.Endpoint, "bridge", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.CreateAsync(EngineApp.Standard, app.Endpoint, new() { Name = "x" }, default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.RemoveAsync(EngineApp.Standard, app.Endpoint, "bridge", default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.ConnectAsync(EngineApp.Standard, app.Endpoint, "bridge", new() { Container = "x" }, default));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => actions.DisconnectAsync(EngineApp.Standard, app.Endpoint, "bridge", "x", false, default));
    }

    private static NetworkActions Actions(EngineApp app) => app.Get<NetworkActions>();

    private static async Task<string> CreateAsync(EngineApp app, NetworkDraft draft)
    {
        draft.Name = EngineApp.Name("n");
        Assert.Empty(draft.Faults([]));
        await Actions(app).CreateAsync(EngineApp.Administrator, app.Endpoint, draft.ToParameters(), default);
        app.Afterwards(() => app.Engine.Networks.DeleteNetworkAsync(draft.Name));
        return draft.Name;
    }

    private static async Task<IReadOnlyList<NetworkMember>> MembersAsync(EngineApp app, string name) => NetworkMember.Of(
        await Actions(app).InspectAsync(EngineApp.Administrator, app.Endpoint, name, default),
        app.Get<EngineGate>().View(EngineApp.Administrator, app.Endpoint)!);
}
