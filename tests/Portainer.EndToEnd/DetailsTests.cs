using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>What can be changed and what is hidden on the page of one container.</summary>
public sealed class DetailsTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task NameAndRestartPolicy_EditedInPlace_AreTheEngines()
    {
        var id = (await DockerAsync("run", "-d", "--name", "plainly", "lab/base:1", "sleep", "100000")).Trim();
        var visit = await OpenAsync("endpoints/1/containers/plainly");
        var page = visit.Page;

        await page.GetByTestId("edit-settings").ClickAsync();
        await page.FillAsync("#c-name", "renamed");
        await page.SelectOptionAsync("#c-restart", "unless-stopped");
        await visit.ShotAsync("details-editing");
        await page.GetByTestId("save-settings").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "renamed" })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/containers/renamed$"));
        await Assertions.Expect(page.GetByLabel("Name, restart policy and limits")).ToContainTextAsync("unless stopped");
        Assert.Equal("/renamed unless-stopped", await DockerAsync("inspect", "-f", "{{.Name}} {{.HostConfig.RestartPolicy.Name}}", id));
    }

    [Fact]
    public async Task Rename_ToATakenName_SaysThatTheRestIsSaved()
    {
        await DockerAsync("create", "--name", "taken", "lab/base:1");
        var id = (await DockerAsync("create", "--name", "unlucky", "lab/base:1")).Trim();
        var page = (await OpenAsync("endpoints/1/containers/unlucky")).Page;

        await page.GetByTestId("edit-settings").ClickAsync();
        await page.FillAsync("#c-name", "taken");
        await page.SelectOptionAsync("#c-restart", "always");
        await page.GetByTestId("save-settings").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "only the name is not" })).ToBeVisibleAsync();
        Assert.Equal("/unlucky always", await DockerAsync("inspect", "-f", "{{.Name}} {{.HostConfig.RestartPolicy.Name}}", id));
    }

    [Fact]
    public async Task EnvironmentValue_Masked_IsInThePageOnlyWhenRevealed()
    {
        await DockerAsync("create", "--name", "secretive", "-e", "DB_PASSWORD=hunter2-is-mine", "lab/base:1");
        var page = (await OpenAsync("endpoints/1/containers/secretive")).Page;
        var row = page.GetByTestId("environment").Locator("tr").Filter(new() { HasText = "DB_PASSWORD" });
        await Assertions.Expect(row).ToBeVisibleAsync();
        Assert.DoesNotContain("hunter2-is-mine", await page.GetByTestId("environment").InnerHTMLAsync(), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(row).ToContainTextAsync("hunter2-is-mine");
    }
}
