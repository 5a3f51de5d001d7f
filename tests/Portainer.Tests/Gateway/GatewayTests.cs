using System.Net;
using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Tests.Gateway;

public sealed class GatewayTests
{
    [Theory]
    [MemberData(nameof(EngineApp.Docker), MemberType = typeof(EngineApp))]
    public async Task Lists_TwoOwnersAndAnAdministrator_EachSeesTheirs(string engine)
    {
        await using var host = await GatewayHost.StartAsync(engine);
        var (ann, bob, admin) = (await host.UserAsync("ann", EndpointRole.StandardUser), await host.UserAsync("bob", EndpointRole.StandardUser), await host.AdministratorAsync());
        var unowned = await host.App.CreateAsync();
        var (hers, network, volume) = await MakeAsync(host, ann);

        Assert.Equal([hers], Ids(await ann.ReadAsync("GET", "/containers/json?all=1")));
        Assert.Empty(Ids(await bob.ReadAsync("GET", "/v1.41/containers/json?all=1")));
        var all = await admin.ReadAsync("GET", "/containers/json?all=1");
        Assert.Superset(new HashSet<string> { hers, unowned }, Ids(all).ToHashSet());
        Assert.Equal(1, (int)all.AsArray().Single(row => (string)row!["Id"]! == hers)!["Portainer"]!["ResourceControl"]!["Type"]!);

        Assert.Contains(network, Ids(await ann.ReadAsync("GET", "/networks")));
        Assert.DoesNotContain(network, Ids(await bob.ReadAsync("GET", "/networks")));
        Assert.Contains("bridge", (await bob.ReadAsync("GET", "/networks")).AsArray().Select(row => (string)row!["Name"]!));
        Assert.Equal([volume], (await ann.ReadAsync("GET", "/volumes"))["Volumes"]!.AsArray().Select(row => (string)row!["Name"]!));
        Assert.Empty((await bob.ReadAsync("GET", "/volumes"))["Volumes"]!.AsArray());
        Assert.Equal([hers], Ids((await ann.ReadAsync("GET", "/system/df"))["Containers"]!));
        Assert.Empty((await bob.ReadAsync("GET", "/system/df"))["Volumes"]!.AsArray());
        Assert.Equal(1, (int)(await ann.ReadAsync("GET", "/info"))["Containers"]!);
        foreach (var path in new[] { $"/containers/{hers}/json", $"/networks/{network}", $"/volumes/{volume}" })
        {
            Assert.NotNull((await ann.ReadAsync("GET", path))["Portainer"]);
            Assert.Equal(404, await bob.StatusAsync("GET", path));
        }

        Assert.Equal(404, await ann.StatusAsync("GET", $"/containers/{unowned}/json"));
        Assert.Equal(404, await ann.StatusAsync("POST", $"/containers/{unowned[..6]}/stop"));
    }

    [Theory]
    [MemberData(nameof(EngineApp.Docker), MemberType = typeof(EngineApp))]
    public async Task Names_OfOtherPeoplesThings_CannotBeUsedInABody(string engine)
    {
        await using var host = await GatewayHost.StartAsync(engine);
        await host.SetSecurityAsync(new() { AllowVolumesFrom = true });
        var (ann, bob) = (await host.UserAsync("ann", EndpointRole.StandardUser), await host.UserAsync("bob", EndpointRole.StandardUser));
        var (hers, network, volume) = await MakeAsync(host, ann);
        var name = (string)(await ann.ReadAsync("GET", $"/containers/{hers}/json"))["Name"]!;

        foreach (var (settings, status) in new (JsonObject, int)[]
        {
            (new() { ["VolumesFrom"] = new JsonArray(hers) }, 404),
            (new() { ["VolumesFrom"] = new JsonArray(name) }, 404),
            (new() { ["NetworkMode"] = $"container:{hers}" }, 404),
            (new() { ["PidMode"] = $"container:{name[1..]}" }, 404),
            (new() { ["IpcMode"] = $"container:{hers[..12]}" }, 404),
            (new() { ["NetworkMode"] = network }, 404),
            (new() { ["Links"] = new JsonArray($"{hers}:db") }, 404),
            (new() { ["Binds"] = new JsonArray($"{volume}:/data") }, 409),
            (new() { ["Mounts"] = new JsonArray(new JsonObject { ["Type"] = "volume", ["Source"] = volume, ["Target"] = "/data" }) }, 409),
        })
        {
            var body = new JsonObject { ["Image"] = "lab/base:1", ["HostConfig"] = settings };
            using var answer = await bob.SendAsync("POST", "/containers/create", body);
            Assert.True(status == (int)answer.StatusCode, $"{settings} -> {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(404, await bob.StatusAsync("POST", "/containers/create", JsonNode.Parse($$$$"""{"Image":"lab/base:1","NetworkingConfig":{"EndpointsConfig":{"{{{{network}}}}":{} } } }""")));
        Assert.Equal(409, await bob.StatusAsync("POST", "/volumes/create", new JsonObject { ["Name"] = volume }));
        Assert.Equal(404, await bob.StatusAsync("POST", $"/commit?container={hers}&repo=stolen"));
        Assert.Equal(404, await bob.StatusAsync("POST", $"/networks/{network}/connect", new JsonObject { ["Container"] = hers }));
        Assert.Equal(404, await bob.StatusAsync("POST", "/networks/bridge/disconnect", new JsonObject { ["Container"] = hers }));
    }

    [Fact]
    public async Task Create_VolumeByTheWay_BelongsToItsMaker_AndWhatIsRemovedToNobody()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker28);
        var (ann, bob) = (await host.UserAsync("ann", EndpointRole.StandardUser), await host.UserAsync("bob", EndpointRole.StandardUser));
        var volume = EngineApp.Name("byway");
        host.App.Afterwards(() => host.App.Engine.Volumes.RemoveAsync(volume, force: true));
        var made = await ann.ReadAsync("POST", "/containers/create", JsonNode.Parse($$$"""{"image":"lab/base:1","hostconfig":{"binds":["{{{volume}}}:/data"]}}"""));
        Assert.NotNull(made["Portainer"]!["ResourceControl"]!["UserAccesses"]![0]);
        Assert.Equal(volume, (string)(await ann.ReadAsync("GET", $"/volumes/{volume}"))["Name"]!);
        Assert.Equal(404, await bob.StatusAsync("GET", $"/volumes/{volume}"));

        Assert.Equal(404, await bob.StatusAsync("DELETE", $"/containers/{made["Id"]}"));
        Assert.Equal(204, await ann.StatusAsync("DELETE", $"/containers/{made["Id"]}"));
        Assert.Equal(204, await ann.StatusAsync("DELETE", $"/volumes/{volume}"));
        Assert.Equal(201, await bob.StatusAsync("POST", "/volumes/create", new JsonObject { ["Name"] = volume }));
        Assert.Equal(404, await ann.StatusAsync("GET", $"/volumes/{volume}"));
    }

    [Fact]
    public async Task Exec_OfAStrangersContainer_IsNotThere()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var (ann, bob) = (await host.UserAsync("ann", EndpointRole.StandardUser), await host.UserAsync("bob", EndpointRole.StandardUser));
        var (hers, _, _) = await MakeAsync(host, ann);
        Assert.Equal(204, await ann.StatusAsync("POST", $"/containers/{hers}/start"));
        var exec = (string)(await ann.ReadAsync("POST", $"/containers/{hers}/exec", JsonNode.Parse("""{"Cmd":["sleep","1"]}""")))["Id"]!;
        Assert.Equal(200, await ann.StatusAsync("GET", $"/exec/{exec}/json"));
        Assert.Equal(404, await bob.StatusAsync("GET", $"/exec/{exec}/json"));
        Assert.Equal(404, await bob.StatusAsync("POST", $"/exec/{exec}/start", new JsonObject { ["Detach"] = true }));
        Assert.Equal(404, await bob.StatusAsync("POST", $"/exec/{exec}/resize?h=10&w=10"));
        Assert.Equal(404, await bob.StatusAsync("POST", $"/containers/{hers}/exec", JsonNode.Parse("""{"Cmd":["id"]}""")));
        Assert.Equal(403, await ann.StatusAsync("POST", $"/containers/{hers}/exec", JsonNode.Parse("""{"Cmd":["id"],"Privileged":true}""")));
        Assert.Equal(200, await ann.StatusAsync("POST", $"/exec/{exec}/start", new JsonObject { ["Detach"] = true }));
    }

    [Fact]
    public async Task Requests_WithoutASessionOrAnOrigin_AreRefused()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var admin = await host.AdministratorAsync();
        using var stranger = host.App.App.NewBrowser();
        using var refused = await stranger.GetAsync($"{admin.Engine.AbsolutePath}/containers/json");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        stranger.Headers["Cookie"] = admin.Cookie;
        using var read = await stranger.GetAsync($"{admin.Engine.AbsolutePath}/containers/json");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var changed = await stranger.SendAsync(HttpMethod.Post, $"{admin.Engine.AbsolutePath}/containers/prune");
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
        stranger.Headers["Origin"] = "http://elsewhere.example";
        using var foreign = await stranger.SendAsync(HttpMethod.Post, $"{admin.Engine.AbsolutePath}/containers/prune");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task HiddenLabel_IsHiddenFromAdministratorsToo_AndCannotBeSetByOthers()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker28, options => options with { HiddenLabels = [new("secret", "yes")] });
        var (admin, ann) = (await host.AdministratorAsync(), await host.UserAsync("ann", EndpointRole.StandardUser));
        var created = await host.App.Engine.Containers.CreateContainerAsync(new() { Image = "lab/base:1", Labels = new Dictionary<string, string> { ["secret"] = "yes" } });
        host.App.Afterwards(() => host.App.Engine.Containers.RemoveContainerAsync(created.ID, new() { Force = true }));
        Assert.DoesNotContain(created.ID, Ids(await admin.ReadAsync("GET", "/containers/json?all=1")));
        Assert.DoesNotContain(created.ID, Ids((await admin.ReadAsync("GET", "/system/df"))["Containers"]!));
        Assert.Equal(403, await ann.StatusAsync("POST", "/containers/create", JsonNode.Parse("""{"Image":"lab/base:1","Labels":{"secret":"yes"}}""")));
    }

    private static async Task<(string Container, string Network, string Volume)> MakeAsync(GatewayHost host, GatewayUser user)
    {
        var (engine, volume) = (host.App.Engine, EngineApp.Name("v"));
        var network = (string)(await user.ReadAsync("POST", "/networks/create", new JsonObject { ["Name"] = EngineApp.Name("n") }))["Id"]!;
        host.App.Afterwards(() => engine.Networks.DeleteNetworkAsync(network));
        await user.ReadAsync("POST", "/volumes/create", new JsonObject { ["Name"] = volume });
        host.App.Afterwards(() => engine.Volumes.RemoveAsync(volume, force: true));
        var container = (string)(await user.ReadAsync("POST", $"/containers/create?name={EngineApp.Name("c")}", JsonNode.Parse("""{"Image":"lab/base:1","Cmd":["sleep","1000"],"StopSignal":"SIGKILL"}""")))["Id"]!;
        host.App.Afterwards(() => engine.Containers.RemoveContainerAsync(container, new() { Force = true, RemoveVolumes = true }));
        return (container, network, volume);
    }

    private static IEnumerable<string> Ids(JsonNode list) => list.AsArray().Select(row => (string)row!["Id"]!);
}
