using System.Text.Json;
using Portainer.Data.AccessControl;
using Portainer.Testing;

namespace Portainer.Tests.Gateway;

/// <summary>A day with the real docker CLI, through the gateway: every client that is installed, on both engines.</summary>
public sealed class CliTests
{
    public static TheoryData<string, string> ClientsAndEngines
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var client in Clients)
            {
                data.Add(client, EngineApp.Docker20);
                data.Add(client, EngineApp.Docker28);
            }

            return data;
        }
    }

    private static IEnumerable<string> Clients => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Directory.ResolveLinkTarget(folder, true)?.FullName ?? folder).Select(folder => Path.Combine(folder, "docker")).Where(File.Exists).Distinct();

    [Theory]
    [MemberData(nameof(ClientsAndEngines))]
    public async Task Day_OfAStandardUser_WorksAsWithoutAGateway(string client, string engine)
    {
        await using var host = await GatewayHost.StartAsync(engine);
        var ann = await host.UserAsync("ann", EndpointRole.StandardUser);
        using var cli = new Cli(client, ann);
        await RunsAsync(cli);
        await LivesAsync(host, cli);
        await ThingsAsync(cli);
    }

    [Theory]
    [MemberData(nameof(ClientsAndEngines))]
    public async Task Images_BuiltTaggedAndMoved_ByAnAdministrator(string client, string engine)
    {
        await using var host = await GatewayHost.StartAsync(engine);
        using var cli = new Cli(client, await host.AdministratorAsync());
        var name = $"{Lab.PlainRegistry.Address}/gateway:{EngineApp.Name("t")}";
        host.App.Afterwards(() => host.App.Engine.Images.DeleteImageAsync(name, new() { Force = true }));
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "Dockerfile"), "FROM lab/base:1\nCOPY file /file\nRUN cat /file\n");
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "file"), "built");
        await cli.ShAsync($"DOCKER_BUILDKIT=0 docker build -t {name} {cli.Folder}");
        Assert.Equal("built", await cli.ShAsync($"docker run --rm {name} cat /file"));
        await cli.ShAsync($"docker push {name} && docker rmi {name} && docker pull {name}");
        Assert.Equal("built", await cli.ShAsync($"docker save {name} | docker load >/dev/null && docker run --rm {name} cat /file"));
        if ((await cli.ShAsync("docker --version")).Contains("20.10", StringComparison.Ordinal))
        {
            // Later clients build this way by a plugin, which is not installed everywhere.
            await File.WriteAllTextAsync(Path.Combine(cli.Folder, "file"), "by BuildKit");
            await cli.ShAsync($"DOCKER_BUILDKIT=1 docker build -t {name} {cli.Folder}");
            Assert.Equal("by BuildKit", await cli.ShAsync($"docker run --rm {name} cat /file"));
        }
    }

    [Theory]
    [MemberData(nameof(ClientsAndEngines))]
    public async Task Day_OfAReader_SeesTheirsAndChangesNothing(string client, string engine)
    {
        await using var host = await GatewayHost.StartAsync(engine);
        var reader = await host.UserAsync("reader", EndpointRole.ReadOnly);
        var open = await host.App.RunAsync("echo open; sleep 1000", parameters => parameters.Labels = new Dictionary<string, string> { ["io.portainer.accesscontrol.users"] = reader.Name });
        var closed = await host.App.RunAsync("echo closed; sleep 1000");
        using var cli = new Cli(client, reader);
        Assert.Equal(open, await cli.ShAsync("docker ps -q --no-trunc"));
        Assert.Equal("open", await cli.ShAsync($"docker logs {open}"));
        await cli.FailsAsync($"docker logs {closed}", "container"); // 20.10 has words of its own
        foreach (var command in new[] { $"docker stop {open}", $"docker rm -f {open}", $"docker exec {open} id", "docker run --rm lab/base:1 true", "docker volume create", "docker pull lab/base:1" })
        {
            await cli.FailsAsync(command, "may not");
        }
    }

    private static async Task RunsAsync(Cli cli)
    {
        Assert.Equal("", await cli.ShAsync("docker ps -aq"));
        Assert.Contains("Server", await cli.ShAsync("docker version"), StringComparison.Ordinal);
        await cli.ShAsync("docker info");
        Assert.Equal("hello", await cli.ShAsync("docker run --rm lab/base:1 echo hello"));
        // The client has said all before the container answers: the answer has to come all the same.
        Assert.Equal("half", await cli.ShAsync("echo half | docker run -i --rm lab/base:1 sh -c 'cat; sleep 1' | cat"));
        Assert.Contains("a terminal", await cli.ShAsync("script -qec \"docker run -it --rm lab/base:1 sh -c 'test -t 0 && echo a terminal'\" /dev/null </dev/null"), StringComparison.Ordinal);
        Assert.Equal("7", await cli.ShAsync("docker run --rm lab/base:1 sh -c 'exit 7' || echo $?"));
        Assert.Contains("only administrators", await cli.FailsAsync("docker run --rm -v /:/host lab/base:1 true", "Binds"), StringComparison.Ordinal);
        await cli.FailsAsync("docker run --rm --privileged lab/base:1 true", "Privileged");
    }

    private static async Task LivesAsync(GatewayHost host, Cli cli)
    {
        var name = EngineApp.Name("day");
        host.App.Afterwards(() => host.App.Engine.Containers.RemoveContainerAsync(name, new() { Force = true }));
        await cli.ShAsync($"docker run -d --stop-signal KILL --name {name} lab/base:1 sh -c 'i=0; while true; do echo line $i; i=$((i+1)); sleep 0.2; done'");
        Assert.Equal(name, await cli.ShAsync("docker ps --format '{{.Names}}'"));
        Assert.Equal("inside", await cli.ShAsync($"docker exec {name} echo inside"));
        Assert.Equal("piped", await cli.ShAsync($"echo piped | docker exec -i {name} cat"));
        Assert.Contains("line 2", await cli.ShAsync($"docker logs -f {name} | head -n 3"), StringComparison.Ordinal);
        Assert.Contains("line", await cli.ShAsync($"docker attach --no-stdin --sig-proxy=false {name} | head -n 2"), StringComparison.Ordinal);
        var file = Path.Combine(cli.Folder, "copied");
        await File.WriteAllTextAsync(file, "copied");
        Assert.Equal("copied", await cli.ShAsync($"docker cp {file} {name}:/tmp/in && docker cp {name}:/tmp/in {file}2 && cat {file}2"));
        Assert.Contains("%", await cli.ShAsync($"docker stats --no-stream {name}"), StringComparison.Ordinal);
        Assert.Contains("sleep", await cli.ShAsync($"docker top {name}"), StringComparison.Ordinal);
        Assert.Equal("true", await cli.ShAsync($"docker inspect -f '{{{{.State.Running}}}}' {name}"));
        Assert.Contains("start", await cli.ShAsync($"docker events --since 10m --until 0s --filter container={name}"), StringComparison.Ordinal);
        Assert.Contains("line", await cli.ShAsync($"docker rename {name} {name}2 && docker logs --tail 1 {name}2 && docker rename {name}2 {name}"), StringComparison.Ordinal);
        // The last line is a name of no container, so stop and wait have to end by themselves.
        Assert.Equal(name, (await cli.ShAsync($"docker wait {name} >/dev/null & docker stop -t 1 {name}; wait")).Trim());
        Assert.Equal(name, await cli.ShAsync($"docker rm {name}"));
    }

    private static async Task ThingsAsync(Cli cli)
    {
        var (volume, network) = (EngineApp.Name("v"), EngineApp.Name("n"));
        Assert.Equal(volume, await cli.ShAsync($"docker volume create {volume}"));
        Assert.Equal(volume, await cli.ShAsync("docker volume ls -q"));
        await cli.ShAsync($"docker network create {network}");
        Assert.Contains(network, await cli.ShAsync("docker network ls --format '{{.Name}}'"), StringComparison.Ordinal);
        Assert.Equal("kept", await cli.ShAsync(
            $"docker run --rm -v {volume}:/data --network {network} lab/base:1 sh -c 'echo kept > /data/file' && docker run --rm -v {volume}:/data lab/base:1 cat /data/file"));
        await cli.ShAsync("docker system df && docker images");
        await cli.ShAsync($"docker network rm {network} && docker volume rm {volume}");
        await cli.FailsAsync("docker volume prune -f", "may not");
    }

    /// <summary>A client with its own folder, whose config file carries the session.</summary>
    private sealed class Cli : IDisposable
    {
        private readonly string _client;
        private readonly GatewayUser _user;

        public Cli(string client, GatewayUser user)
        {
            (_client, _user) = (client, user);
            Folder = Directory.CreateTempSubdirectory("cli-").FullName;
            var headers = new { HttpHeaders = new Dictionary<string, string> { ["Cookie"] = user.Cookie, ["Origin"] = user.Origin } };
            File.WriteAllText(Path.Combine(Folder, "config.json"), JsonSerializer.Serialize(headers));
        }

        public string Folder { get; }

        /// <summary>What a shell line printed; docker is this client at the gateway.</summary>
        public Task<string> ShAsync(string line) => Command.RunAsync(
            "env", $"DOCKER_HOST=tcp://{_user.Engine.Authority}{_user.Engine.AbsolutePath}", $"DOCKER_CONFIG={Folder}", "DOCKER_CLI_HINTS=false",
            "timeout", "-k", "5", "60", "bash", "-c", $"docker() {{ {_client} \"$@\"; }}; export -f docker; {line}");

        /// <summary>What it said when it failed, one of whose words is <paramref name="because"/>.</summary>
        public async Task<string> FailsAsync(string line, string because)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ShAsync(line));
            Assert.Contains(because, failure.Message, StringComparison.Ordinal);
            return failure.Message;
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
