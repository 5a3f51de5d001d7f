using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class ImageTests(ImageFixture fixture) : BrowserTest(fixture.Browser), IClassFixture<ImageFixture>
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
        var page = await SetUpAsync("logs", container);

        await page.GetByTestId("first-endpoint").ClickAsync();
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.Locator("[data-tile=containers] .value")).ToHaveTextAsync("1");

        Assert.Equal("false", await DockerAsync("inspect", "-f", "{{.HostConfig.Privileged}}", container));
        Assert.Equal("1654", await DockerAsync("exec", container, "stat", "-c", "%u", "/proc/1"));
        await DockerAsync("exec", container, "portainer-health");
    }

    [Fact]
    public async Task Image_WithoutTheRightToChangeUsers_RunsAsRootAndSaysSo()
    {
        var container = await DockerAsync(["run", "-d", "-p", "9000:9000", "--cap-drop", "ALL", .. Socket, ImageFixture.Image]);
        await ReadyAsync();

        Assert.Contains("runs as root", await DockerAsync("logs", container), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_AsSwarmService_KnowsItsEngineAfterThePassword()
    {
        await DockerAsync("swarm", "init", "--advertise-addr", "127.0.0.1");
        try
        {
            await DockerAsync("service", "create", "--quiet", "--name", "portainer", "--publish", "mode=host,target=9000,published=9000",
                "--constraint", "node.role == manager", "--mount", "type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock",
                ImageFixture.Image, "-H", "unix:///var/run/docker.sock");
            var page = await SetUpAsync("service", "logs", "portainer");
            await Assertions.Expect(page.Locator("[data-endpoint=primary]")).ToContainTextAsync("Swarm manager");
            await page.GotoAsync("about:blank");
        }
        finally
        {
            await DockerAsync("swarm", "leave", "--force");
        }
    }

    /// <summary>Creates the administrator with the token of the log and signs in.</summary>
    private async Task<IPage> SetUpAsync(params string[] logs)
    {
        await ReadyAsync();
        var visit = await VisitAsync(Url);
        await visit.SetUpAsync(await Product.TokenAsync(() => DockerAsync(logs)));
        await visit.SignInAfterSetUpAsync();
        return visit.Page;
    }

    private async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Web.ReadyAsync(Url, patience.Token);
    }

    private Task<string> DockerAsync(params string[] arguments) => fixture.Engine.DockerAsync(arguments);
}
