using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class FileTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task FileInAVolume_BrowsedEditedUploadedDeleted_AndNoHelperIsLeft()
    {
        await DockerAsync("volume", "create", "site");
        await DockerAsync("run", "--rm", "-v", "site:/data", "lab/base:1", "sh", "-c", "mkdir /data/conf; printf 'port=80\\r\\nhost=a\\r\\n' > /data/conf/app.ini");
        var visit = await OpenAsync("endpoints/1/volumes");
        var page = visit.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "site", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Files" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "conf", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "app.ini", Exact = true }).ClickAsync();
        var editor = page.GetByLabel("Text of app.ini");
        await Assertions.Expect(editor).ToHaveValueAsync("port=80\nhost=a\n");
        await editor.FillAsync("port=8080\nhost=a\n");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".editor-bar")).ToContainTextAsync("Saved");
        await visit.ShotAsync("file-editor");
        Assert.Equal("port=8080\r\nhost=a\r", await InVolumeAsync("cat", "/data/conf/app.ini"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the folder" }).ClickAsync();
        await page.GetByTestId("upload-input").SetInputFilesAsync(new FilePayload[] { new() { Name = "one.txt", MimeType = "text/plain", Buffer = "one"u8.ToArray() }, new() { Name = "two.txt", MimeType = "text/plain", Buffer = "two"u8.ToArray() } });
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "two.txt", Exact = true })).ToBeVisibleAsync();
        Assert.Equal("one", await InVolumeAsync("cat", "/data/conf/one.txt"));

        await page.GetByLabel("Select one.txt").ClickAsync();
        await page.Locator(".dt-bulk [data-verb=delete]").ClickAsync();
        await Assertions.Expect(page.Locator(".victims li")).ToHaveTextAsync("/conf/one.txt");
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "one.txt", Exact = true })).ToHaveCountAsync(0);
        await visit.ShotAsync("files");

        Assert.NotEqual("", await HelpersAsync());
        await page.GotoAsync("endpoints/1/volumes");
        while (await HelpersAsync() != "")
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task FileChangedMeanwhile_Saved_AsksFirst()
    {
        await DockerAsync("volume", "create", "raced");
        await DockerAsync("run", "--rm", "-v", "raced:/data", "lab/base:1", "sh", "-c", "echo mine > /data/a.txt");
        var visit = await OpenAsync("endpoints/1/volumes/raced/files?path=/a.txt");
        // A refused save is told by the page; the browser notes it as well.
        visit.Expected.Add("409");
        var page = visit.Page;
        var editor = page.GetByLabel("Text of a.txt");
        await Assertions.Expect(editor).ToHaveValueAsync("mine\n");
        await DockerAsync("run", "--rm", "-v", "raced:/data", "lab/base:1", "sh", "-c", "echo theirs > /data/a.txt");

        await editor.FillAsync("again mine\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".file-editor [role=alert]")).ToContainTextAsync("changed by somebody else");
        Assert.Equal("theirs", await DockerAsync("run", "--rm", "-v", "raced:/data", "lab/base:1", "cat", "/data/a.txt"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Overwrite" }).ClickAsync();
        await Assertions.Expect(page.Locator(".editor-bar")).ToContainTextAsync("Saved");
        Assert.Equal("again mine", await DockerAsync("run", "--rm", "-v", "raced:/data", "lab/base:1", "cat", "/data/a.txt"));
    }

    [Fact]
    public async Task Network_CreatedConnectedDisconnectedRemoved_ByHand()
    {
        await DockerAsync("run", "-d", "--name", "joiner", "lab/base:1", "sleep", "10000");
        var page = (await OpenAsync("endpoints/1/networks/new")).Page;
        await page.FillAsync("#name", "front");
        await page.GetByTestId("add-pool").ClickAsync();
        await page.FillAsync("#pool-0-subnet", "10.66.0.0/24");
        await page.FillAsync("#pool-0-gateway", "10.67.0.1");
        await Assertions.Expect(page.GetByTestId("pool-0")).ToContainTextAsync("inside 10.66.0.0/24");
        await page.FillAsync("#pool-0-gateway", "10.66.0.1");
        await Assertions.Expect(page.Locator(".beside pre")).ToHaveTextAsync("docker network create --subnet 10.66.0.0/24 --gateway 10.66.0.1 front");
        await page.GetByTestId("create").ClickAsync();

        await page.GetByTestId("connect-container").ClickAsync();
        await page.SelectOptionAsync("#connect-container", "joiner");
        await page.FillAsync("#connect-ip4", "10.66.0.77");
        await page.FillAsync("#connect-alias", "db");
        await page.GetByTestId("connect-send").ClickAsync();
        await Assertions.Expect(page.Locator("[data-member=joiner]")).ToContainTextAsync("10.66.0.77/24");
        await page.Locator("[data-member=joiner] [data-verb=disconnect]").ClickAsync();
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-member=joiner]")).ToHaveCountAsync(0);
        await page.GetByTestId("remove-network").ClickAsync();
        await page.Locator(".dialog-foot button[type=submit]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Product.Url, "endpoints/1/networks").ToString());
        Assert.Equal("", await DockerAsync("network", "ls", "-q", "--filter", "name=^front$"));
    }

    private Task<string> HelpersAsync() => DockerAsync("ps", "-aq", "--filter", "label=io.portainer.helper");

    private Task<string> InVolumeAsync(params string[] command) => DockerAsync(["run", "--rm", "-v", "site:/data", "lab/base:1", .. command]);
}
