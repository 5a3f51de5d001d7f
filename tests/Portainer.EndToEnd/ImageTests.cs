using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed partial class ImageTests(ImageFixture fixture) : BrowserTest(fixture.Browser), IClassFixture<ImageFixture>
{
    private static readonly string[] Socket = ["-v", "/var/run/docker.sock:/var/run/docker.sock"];

    private Uri Url => new($"http://{fixture.Engine.Address}:9000/");

    public override async Task InitializeAsync()
    {
        foreach (var container in (await DockerAsync("ps", "-aq")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await DockerAsync("rm", "-f", "-v", container);
        }
    }

    [Fact]
    public async Task Image_RunWithOneLine_ReachesTheDashboardWithoutPrivileges()
    {
        var container = await DockerAsync(["run", "-d", "-p", "9000:9000", .. Socket, ImageFixture.Image]);
        await SetUpAsync(() => DockerAsync("logs", container));

        var page = (await VisitAsync()).Page;
        await page.GotoAsync("endpoints/1");
        await Assertions.Expect(page.GetByText(await DockerAsync("info", "-f", "{{.ServerVersion}}")).First).ToBeVisibleAsync();
        Assert.Equal("false", await DockerAsync("inspect", "-f", "{{.HostConfig.Privileged}}", container));
        Assert.Equal("1654", await DockerAsync("exec", container, "stat", "-c", "%u", "/proc/1"));
        await DockerAsync("exec", container, "portainer-health");
    }

    [Fact]
    public async Task Image_SocketClosedToItsGroup_RunsAsRootAndSaysSo()
    {
        var container = await DockerAsync("run", "-d", "--name", "closed", "-v", "closed:/run-other", "--entrypoint", "bash", ImageFixture.Image,
            "-c", "python() { :; }; exec 5<>/dev/null; chmod 700 /run-other; exec portainer-start -H unix:///data");

        Assert.NotEmpty(container);
    }

    [Fact]
    public async Task Image_AsSwarmService_AsksForThePasswordOnceAndKnowsItsEngine()
    {
        await DockerAsync("swarm", "init", "--advertise-addr", "127.0.0.1");
        await DockerAsync("service", "create", "--name", "portainer", "--publish", "mode=host,target=9000,published=9000",
            "--constraint", "node.role == manager", "--mount", "type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock",
            ImageFixture.Image, "-H", "unix:///var/run/docker.sock");
        try
        {
            await SetUpAsync(() => DockerAsync("service", "logs", "portainer"));
            var page = (await VisitAsync()).Page;
            await page.GotoAsync("endpoints");
            await Assertions.Expect(page.GetByText("primary").First).ToBeVisibleAsync();
        }
        finally
        {
            await DockerAsync("service", "rm", "portainer");
            await DockerAsync("swarm", "leave", "--force");
        }
    }

    private Task<string> DockerAsync(params string[] arguments) => fixture.Engine.DockerAsync(arguments);
}
