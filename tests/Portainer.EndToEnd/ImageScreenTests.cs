using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class ImageScreenTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Pull_TypedName_ShowsItsLayersAndListsTheImage()
    {
        var name = $"{Lab.PlainRegistry.NewRepository("web")}:1";
        await PublishAsync(name);
        var visit = await OpenAsync("endpoints/1/images");
        var page = visit.Page;

        await page.GetByLabel("Image to pull").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync($"{name} is on");
        await Assertions.Expect(page.Locator(".job-step").First).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, name)).ToContainTextAsync("unused");
        await visit.ShotAsync("image-pull");
        await page.ReloadAsync();
        await visit.AliveAsync();
        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync($"{name} is on");
    }

    [Fact]
    public async Task Pull_BadName_ShowsTheEnginesOwnWords()
    {
        var page = (await OpenAsync("endpoints/1/images")).Page;
        await page.GetByLabel("Image to pull").FillAsync("Upper Case");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("invalid reference format");
    }

    [Fact]
    public async Task Build_TypedDockerfile_ShowsItsOutputAndLinksToTheImage()
    {
        var visit = await OpenAsync("endpoints/1/images/build");
        var page = visit.Page;
        await page.GetByLabel("Names and tags").FillAsync("screen/built:1");
        await page.Locator("#build-file").FillAsync("FROM lab/base:1\nRUN echo spoken by the build\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("Built screen/built:1");
        await Assertions.Expect(page.Locator(".output")).ToContainTextAsync("spoken by the build");
        await visit.ShotAsync("image-build");
        await page.GetByTestId("job").GetByRole(AriaRole.Link, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "screen/built:1" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Layers" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("layers")).ToContainTextAsync("echo spoken by the build");
    }

    [Fact]
    public async Task Details_TagAndUntag_FollowTheEngine()
    {
        await DockerAsync("tag", "lab/base:1", "screen/first:1");
        var page = (await OpenAsync("endpoints/1/images/screen/first%3A1")).Page;
        await page.GetByTestId("add-tag").ClickAsync();
        await page.GetByLabel("New tag").FillAsync("Not A Name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be the name of an image");
        await page.GetByLabel("New tag").FillAsync("screen/second:2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("tags")).ToContainTextAsync("screen/second:2");

        await page.GetByLabel("Untag screen/second:2").ClickAsync();
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByTestId("tags")).Not.ToContainTextAsync("screen/second:2");
    }

    [Fact]
    public async Task Remove_SeveralChosen_AsksOnceAndTellsWhichStayed()
    {
        await BuildAsync("bulk/gone:1");
        await BuildAsync("bulk/used:1");
        await DockerAsync("create", "--name", "keeps-it", "bulk/used:1");
        var visit = await OpenAsync("endpoints/1/images?q=bulk/*");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("tr[data-key]")).ToHaveCountAsync(2);
        await Assertions.Expect(Row(page, "bulk/used:1")).ToContainTextAsync("keeps-it");

        await page.GetByLabel("Select all 2 images").ClickAsync();
        await page.Locator(".dt-bulk [data-verb=remove]").ClickAsync();
        await Assertions.Expect(page.Locator(".victims li")).ToHaveTextAsync(["bulk/gone:1", "bulk/used:1"]);
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();

        await Assertions.Expect(Row(page, "bulk/gone:1")).ToHaveCountAsync(0);
        await Assertions.Expect(Row(page, "bulk/used:1")).ToContainTextAsync("failed");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("keeps-it");
    }

    [Fact]
    public async Task Import_SavedArchive_ComesBackUnderItsName()
    {
        await BuildAsync("screen/saved:1");
        var visit = await OpenAsync("endpoints/1/images?q=screen/saved*");
        var page = visit.Page;
        await page.GetByLabel("Select screen/saved:1").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".dt-bulk [data-verb=export]").ClickAsync());
        Assert.Equal("saved_1.tar", download.SuggestedFilename);
        var file = await download.PathAsync();
        await DockerAsync("rmi", "screen/saved:1");

        await visit.OpenAsync("endpoints/1/images/import");
        await page.Locator("#import-file").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("job-outcome")).ToContainTextAsync("Loaded screen/saved:1");
        Assert.Equal("screen/saved:1", await DockerAsync("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "screen/saved"));
    }

    [Fact]
    public async Task Search_WithoutAWayOut_TellsItInTheEnginesWords()
    {
        var page = (await OpenAsync("endpoints/1/images/search")).Page;
        await page.GetByLabel("Search term").FillAsync("nginx");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Could not search for nginx");
    }

    private async Task PublishAsync(string name)
    {
        var built = $"publish/{Guid.NewGuid():N}:1";
        await BuildAsync(built);
        await DockerAsync("tag", built, name);
        await DockerAsync("push", name);
        await DockerAsync("rmi", "-f", name, built);
    }

    private async Task BuildAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("portainer-context-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Dockerfile"), $"FROM lab/base:1\nRUN echo {Guid.NewGuid()} > /made\n");
        try
        {
            await DockerAsync("build", "-q", "-t", name, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ILocator Row(IPage page, string name) =>
        page.Locator("tr[data-key]").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
