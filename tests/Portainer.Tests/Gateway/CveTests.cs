using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Tests.Gateway;

/// <summary>Each public hole of Portainer's proxy (portainer.md 2.6) that could be one of ours.</summary>
public sealed class CveTests
{
    private static readonly EndpointRole[] Others = [EndpointRole.StandardUser, EndpointRole.Operator, EndpointRole.Helpdesk, EndpointRole.ReadOnly];

    [Fact]
    public async Task Cve2026_44848_PluginInstalledByAUser_IsRefusedWhateverThePath()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        foreach (var role in Others)
        {
            var user = await host.UserAsync("mallory", role);
            Assert.Equal(403, await user.StatusAsync("POST", "/plugins/pull?remote=evil/plugin&name=evil", new JsonArray()));
            Assert.Equal(403, await user.StatusAsync("POST", "/v1.41/plugins/pull?remote=evil/plugin", new JsonArray()));
            Assert.Equal(403, await user.StatusAsync("GET", "/plugins/privileges?remote=evil/plugin"));
            Assert.Equal(403, await user.StatusAsync("POST", "/plugins/evil/enable?timeout=0"));
            Assert.Equal(403, await user.StatusAsync("POST", "/plugins/create?name=evil"));
            Assert.Equal(403, await user.StatusAsync("GET", "/route/that/nobody/listed"));
        }
    }

    [Fact]
    public async Task Cve2026_44849_ServiceOrVolumeThatMountsTheHost_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        foreach (var container in new[]
        {
            """{"Image":"a","Mounts":[{"Type":"bind","Source":"/","Target":"/host"}]}""",
            """{"Image":"a","Mounts":[{"Type":"volume","Source":"v","Target":"/h","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"none","o":"bind","device":"/"}}}}]}""",
            """{"Image":"a","Sysctls":{"kernel.msgmax":"1"}}""",
            """{"Image":"a","CapabilityAdd":["CAP_SYS_ADMIN"]}""",
            """{"Image":"a","Privileges":{"Seccomp":{"Mode":"unconfined"}}}""",
        })
        {
            Assert.Equal(403, await user.StatusAsync("POST", "/services/create", JsonNode.Parse($$$"""{"TaskTemplate":{"ContainerSpec":{{{container}}} }}""")));
        }

        Assert.Equal(403, await user.StatusAsync(
            "POST", "/volumes/create", JsonNode.Parse("""{"Name":"evil","Driver":"local","DriverOpts":{"type":"none","o":"bind","device":"/"}}""")));
    }

    [Fact]
    public async Task Cve2026_44850_BindByHostConfigMounts_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker28);
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        foreach (var settings in new[]
        {
            """{"Mounts":[{"Type":"bind","Source":"/","Target":"/host"}]}""",
            """{"mounts":[{"type":"bind","source":"/","target":"/host"}]}""",
            """{"Binds":["/:/host"]}""",
        })
        {
            Assert.Equal(403, await user.StatusAsync("POST", "/containers/create", JsonNode.Parse($$"""{"Image":"lab/base:1","HostConfig":{{settings}} }""")));
        }
    }

    [Fact]
    public async Task Cve2026_44850_TwoSettingsOfOneName_AreRefused()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker28);
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        foreach (var body in new[]
        {
            """{"Image":"lab/base:1","HostConfig":{},"hostconfig":{"Privileged":true}}""",
            """{"Image":"lab/base:1","HostConfig":{"Privileged":false,"privileged":true}}""",
            """{"Image":"lab/base:1","Privileged":true,"Binds":["/:/host"]}""",
        })
        {
            Assert.StartsWith("HTTP/1.1 400", await RawAsync(host, user, "POST", "/containers/create", body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cve2026_44883_TokenInTheQuery_OpensNothingAndIsNotPassedOn()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var admin = await host.AdministratorAsync();
        using var stranger = host.App.App.NewBrowser();
        var session = admin.Cookie.Split('=', 2)[1];
        using var answer = await stranger.GetAsync($"{admin.Engine.AbsolutePath}/containers/json?token={session}");
        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Fixed2_42_ExecAndAttachOfAStrangersContainer_AreNotThere()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker28);
        var container = await host.App.RunAsync("while true; do echo secret; sleep 1; done");
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        Assert.Equal(404, await user.StatusAsync("GET", $"/containers/{container}/attach/ws?stream=1&stdout=1"));
        Assert.Equal(404, await user.StatusAsync("POST", $"/containers/{container}/attach?stream=1&stdout=1"));
        var upgrade = await RawAsync(host, user, "GET", $"/containers/{container}/attach/ws?stream=1", "", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        Assert.StartsWith("HTTP/1.1 404", upgrade, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404", await RawAsync(host, user, "POST", $"/containers/{container}/attach?stream=1", "", "Connection: Upgrade\r\nUpgrade: tcp\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixed2_42_EncodedAndDoubledPaths_AreRefused()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var container = await host.App.RunAsync("sleep 1000");
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        foreach (var path in new[]
        {
            "/containers%2fjson", "//containers/json", "/containers//json", "/./containers/json", "/containers/../plugins", "/%2e%2e/containers/json",
            $"/containers/x%2f..%2f{container}/json", $"/containers/{container}%2fjson", $"/containers/%252e/{container}/json", $"/containers/;/{container}/json",
            $"/v1.41/v1.41/containers/{container}/json", $"/V1.41/containers/{container}/json", $"/containers\\{container}\\json", "/containers/json%00", "/containers/json%0d%0aHost:x",
        })
        {
            var answer = await RawAsync(host, user, "GET", path, "");
            Assert.True(answer.StartsWith("HTTP/1.1 40", StringComparison.Ordinal), $"{path}: {answer.Split('\r')[0]}");
            Assert.DoesNotContain("\"Image\"", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Gaps_UpdateAndConnect_ReadTheRightId()
    {
        await using var host = await GatewayHost.StartAsync(EngineApp.Docker20);
        var container = await host.App.RunAsync("sleep 1000");
        var user = await host.UserAsync("mallory", EndpointRole.StandardUser);
        Assert.Equal(404, await user.StatusAsync("POST", $"/containers/{container}/update", new JsonObject { ["Memory"] = 100000000 }));
        Assert.Equal(404, await user.StatusAsync("POST", "/networks/bridge/connect", new JsonObject { ["Container"] = container }));
        foreach (var (field, value) in new[] { ("NetworkMode", "host"), ("IpcMode", "host"), ("UTSMode", "host"), ("UsernsMode", "host"), ("CgroupnsMode", "host"), ("CgroupParent", "/x") })
        {
            Assert.Equal(403, await user.StatusAsync("POST", "/containers/create", new JsonObject { ["Image"] = "lab/base:1", ["HostConfig"] = new JsonObject { [field] = value } }));
        }

        var hostNetwork = (await host.App.Engine.Networks.InspectNetworkAsync("host")).ID;
        Assert.Equal(403, await user.StatusAsync("POST", "/containers/create", new JsonObject { ["Image"] = "lab/base:1", ["HostConfig"] = new JsonObject { ["NetworkMode"] = hostNetwork[..8] } }));
    }

    /// <summary>A request as no client library would write it.</summary>
    private static async Task<string> RawAsync(GatewayHost host, GatewayUser user, string method, string path, string body, string more = "")
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.App.App.Address.Host, host.App.App.Address.Port);
        var stream = socket.GetStream();
        more = more.Length > 0 ? more.Replace("Connection: Upgrade", "Connection: Upgrade, close", StringComparison.Ordinal) : "Connection: close\r\n";
        var length = body.Length > 0 ? $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"{method} {user.Engine.AbsolutePath}{path} HTTP/1.1\r\nHost: {host.App.App.Address.Authority}\r\nCookie: {user.Cookie}\r\nOrigin: {user.Origin}\r\n{length}{more}\r\n{body}"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
