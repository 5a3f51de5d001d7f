using System.Text.Json.Nodes;
using Portainer.Access;
using Portainer.Data.AccessControl;
using Portainer.Gateway;
using Portainer.Testing;
using Xunit.Abstractions;

namespace Portainer.Tests.Gateway;

/// <summary>Every route of both specifications, as everybody, on their own things and on others': the table is kept, and nothing else.</summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EveryRoute_EveryRoleOwnerAndStranger_IsAnsweredAsThePolicySays()
    {
        await using var engine = await Lab.StartEngineAsync(EngineApp.Name("matrix"), "--docker", "28");
        await using var relay = await EngineRelay.StartAsync(engine.Socket);
        await using var host = await GatewayHost.StartOnAsync(relay.Socket);
        await engine.DockerAsync("swarm", "init", "--advertise-addr", "127.0.0.1");
        var (checks, wrong) = (0, new List<string>());
        foreach (var role in Enum.GetValues<EndpointRole>())
        {
            var (owner, stranger) = (await host.UserAsync($"owner{role}", role), await host.UserAsync($"stranger{role}", role));
            var things = await MatrixThings.MakeAsync(engine, owner.Name);
            foreach (var (method, path) in EngineRoutes.All)
            {
                foreach (var isOwner in new[] { true, false })
                {
                    checks++;
                    var status = await ProbeAsync(isOwner ? owner : stranger, method, path, things);
                    if ((status == EngineRelay.Passed) != IsAllowed(role, isOwner, method, path))
                    {
                        wrong.Add($"{method} {path} as {role}, {(isOwner ? "owner" : "stranger")}: {status}");
                    }
                }
            }
        }

        checks += await CheckExtremesAsync(host, await MatrixThings.MakeAsync(engine, "nobody"), wrong);
        output.WriteLine($"{checks} checks, {wrong.Count} wrong");
        Assert.Empty(wrong);
    }

    private static async Task<int> CheckExtremesAsync(GatewayHost host, MatrixThings things, List<string> wrong)
    {
        var (admin, outsider) = (await host.AdministratorAsync(), await host.UserAsync("outsider", null));
        foreach (var (method, path) in EngineRoutes.All)
        {
            if (await ProbeAsync(admin, method, path, things) is var told && told != EngineRelay.Passed)
            {
                wrong.Add($"{method} {path} as administrator: {told}");
            }

            if (await ProbeAsync(outsider, method, path, things) is var status && status != 404)
            {
                wrong.Add($"{method} {path} without a role: {status}");
            }
        }

        foreach (var path in new[] { "/debug/vars", "/containers/a/checkpoints", "/something/new" })
        {
            Assert.Equal(EngineRelay.Passed, await admin.ProbeAsync("GET", path, null));
        }

        return (2 * EngineRoutes.All.Count) + 3;
    }

    private static bool IsAllowed(EndpointRole role, bool isOwner, string method, string path)
    {
        var (row, _) = DockerRoutes.Match(method, DockerPath.Parse(EngineRoutes.Filled(path, "name")))!.Value;
        var seesAll = role is EndpointRole.EndpointAdministrator or EndpointRole.Operator or EndpointRole.Helpdesk;
        var isOwned = row.Kind is "container" or "network" or "volume" or "exec" or "service" or "task" or "secret" or "config" || row.Query == QueryRule.Commit;
        return AccessPolicy.Table[row.Operation].Roles.Holds(role) && (seesAll || isOwner || !isOwned);
    }

    private static Task<int> ProbeAsync(GatewayUser user, string method, string path, MatrixThings things)
    {
        var (row, _) = DockerRoutes.Match(method, DockerPath.Parse(EngineRoutes.Filled(path, "name")))!.Value;
        var query = row.Query == QueryRule.Commit ? $"?container={things.Of("container")}" : "";
        return user.ProbeAsync(method, EngineRoutes.Filled(path, things.Of(row.Kind)) + query, things.Body(row.Body));
    }
}

/// <summary>One thing of each kind on an engine, all of one owner.</summary>
internal sealed class MatrixThings
{
    private readonly Dictionary<string, string> _ids = new() { [""] = "", ["image"] = "lab/base:1", ["plugin"] = "some/plugin", ["node"] = "self" };

    public static async Task<MatrixThings> MakeAsync(LabEngine engine, string owner)
    {
        var label = $"io.portainer.accesscontrol.users={owner}";
        var things = new MatrixThings();
        var ids = things._ids;
        ids["container"] = await engine.DockerAsync("run", "-d", "--label", label, "lab/base:1", "sleep", "100000");
        ids["network"] = await engine.DockerAsync("network", "create", "--label", label, EngineApp.Name("n"));
        ids["volume"] = await engine.DockerAsync("volume", "create", "--label", label);
        ids["secret"] = await Command.RunAsync("sh", "-c", $"echo x | docker -H unix://{engine.Socket} secret create --label {label} {EngineApp.Name("s")} -");
        ids["config"] = await Command.RunAsync("sh", "-c", $"echo x | docker -H unix://{engine.Socket} config create --label {label} {EngineApp.Name("c")} -");
        ids["service"] = await engine.DockerAsync("service", "create", "-d", "--label", label, "--name", EngineApp.Name("svc"), "lab/base:1", "sleep", "100000");
        ids["task"] = await TaskAsync(engine, ids["service"]);
        using var client = new Engine.DockerClient(new() { Endpoint = $"unix://{engine.Socket}" });
        ids["exec"] = (await client.Exec.ExecCreateContainerAsync(ids["container"], new() { Cmd = ["true"] })).ID;
        return things;
    }

    public string Of(string kind) => _ids[kind];

    public JsonNode? Body(BodyRule rule) => rule switch
    {
        BodyRule.None or BodyRule.Stream => null,
        BodyRule.NetworkConnect or BodyRule.NetworkDisconnect => new JsonObject { ["Container"] = Of("container") },
        BodyRule.ContainerCreate => new JsonObject { ["Image"] = Of("image") },
        _ => new JsonObject(),
    };

    private static async Task<string> TaskAsync(LabEngine engine, string service)
    {
        while (true)
        {
            var tasks = await engine.DockerAsync("service", "ps", "-q", "--no-trunc", service);
            if (tasks.Length > 0)
            {
                return tasks.Split('\n')[0];
            }

            await Task.Delay(50);
        }
    }
}
