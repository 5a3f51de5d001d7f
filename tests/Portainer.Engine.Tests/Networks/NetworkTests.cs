using System.Net;
using System.Text.Json;

namespace Portainer.Engine.Tests.Networks;

public sealed class NetworkTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Create_WithALabelAndOptions_IsWhatInspectShows(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var network = await TestNetwork.CreateAsync(client, parameters =>
        {
            parameters.Driver = "bridge";
            parameters.Internal = true;
            parameters.Labels = new Dictionary<string, string> { ["a"] = "b" };
        });

        var inspected = await client.Networks.InspectNetworkAsync(network.Id);
        var raw = await client.Networks.InspectNetworkRawAsync(network.Name);

        Assert.Equal((network.Name, "bridge", true), (inspected.Name, inspected.Driver, inspected.Internal));
        Assert.Equal("b", inspected.Labels["a"]);
        Assert.Equal(inspected.ID, JsonDocument.Parse(raw).RootElement.GetProperty("Id").GetString());
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Create_WithAddresses_HasThem(string engine)
    {
        using var client = Engines.Connect(engine);
        var third = Random.Shared.Next(256);
        await using var network = await TestNetwork.CreateAsync(client, parameters => parameters.IPAM = new()
        {
            Config = [new() { Subnet = $"10.71.{third}.0/24", IPRange = $"10.71.{third}.128/25", Gateway = $"10.71.{third}.254", AuxiliaryAddresses = new Dictionary<string, string> { ["nas"] = $"10.71.{third}.130" } }],
        });

        var config = Assert.Single((await client.Networks.InspectNetworkAsync(network.Id)).IPAM.Config);

        Assert.Equal(($"10.71.{third}.0/24", $"10.71.{third}.254", $"10.71.{third}.128/25"), (config.Subnet, config.Gateway, config.IPRange));
        Assert.Equal($"10.71.{third}.130", config.AuxiliaryAddresses!["nas"]);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Create_OfATakenName_IsAConflict(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var network = await TestNetwork.CreateAsync(client);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Networks.CreateNetworkAsync(new() { Name = network.Name }));

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.StartsWith($"Could not create network {network.Name}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task ConnectAndDisconnect_OfARunningContainer_IsSeenInTheNetwork(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var network = await TestNetwork.CreateAsync(client);
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");

        await client.Networks.ConnectNetworkAsync(network.Id, new() { Container = container.Id, EndpointConfig = new() { Aliases = ["other-name"] } });
        var connected = await client.Networks.InspectNetworkAsync(network.Id);
        var settings = (await client.Containers.InspectContainerAsync(container.Id)).NetworkSettings.Networks[network.Name];
        var refused = await Assert.ThrowsAsync<DockerApiException>(() => client.Networks.DeleteNetworkAsync(network.Id));
        await client.Networks.DisconnectNetworkAsync(network.Id, new() { Container = container.Id, Force = true });

        Assert.Equal(container.Name, connected.Containers[container.Id].Name);
        Assert.Contains("other-name", settings.Aliases!);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty((await client.Networks.InspectNetworkAsync(network.Id)).Containers);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Connect_WithAFixedAddress_HasIt(string engine)
    {
        using var client = Engines.Connect(engine);
        var third = Random.Shared.Next(256);
        await using var network = await TestNetwork.CreateAsync(client, parameters => parameters.IPAM = new() { Config = [new() { Subnet = $"10.72.{third}.0/24" }] });
        await using var container = await TestContainer.RunAsync(client, "sleep 1000");

        await client.Networks.ConnectNetworkAsync(
            network.Id, new() { Container = container.Id, EndpointConfig = new() { IPAMConfig = new() { IPv4Address = $"10.72.{third}.77" } } });

        var settings = (await client.Containers.InspectContainerAsync(container.Id)).NetworkSettings.Networks[network.Name];
        Assert.Equal($"10.72.{third}.77", settings.IPAddress);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Delete_OfANetwork_MakesItNotFound(string engine)
    {
        using var client = Engines.Connect(engine);
        await using var network = await TestNetwork.CreateAsync(client);

        await client.Networks.DeleteNetworkAsync(network.Name);
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Networks.InspectNetworkAsync(network.Name));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Engines.Docker), MemberType = typeof(Engines))]
    public async Task Prune_OfALabel_NamesWhatIsGone(string engine)
    {
        using var client = Engines.Connect(engine);
        var label = Guid.NewGuid().ToString("N");
        await using var network = await TestNetwork.CreateAsync(
            client, parameters => parameters.Labels = new Dictionary<string, string> { ["test"] = label });

        var pruned = await client.Networks.PruneNetworksAsync(new() { { "label", $"test={label}" } });

        Assert.Equal([network.Name], pruned.NetworksDeleted);
    }
}

/// <summary>A network of one test.</summary>
internal sealed class TestNetwork(DockerClient client, string id, string name) : IAsyncDisposable
{
    public string Id => id;

    public string Name => name;

    public static async Task<TestNetwork> CreateAsync(DockerClient client, Action<NetworksCreateParameters>? configure = null)
    {
        var parameters = new NetworksCreateParameters { Name = "t-" + Guid.NewGuid().ToString("N")[..12] };
        configure?.Invoke(parameters);
        return new(client, (await client.Networks.CreateNetworkAsync(parameters)).ID, parameters.Name);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var container in (await client.Networks.InspectNetworkAsync(id)).Containers.Keys)
            {
                await client.Networks.DisconnectNetworkAsync(id, new() { Container = container, Force = true });
            }

            await client.Networks.DeleteNetworkAsync(id);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // The test removed it.
        }
    }
}
