using Microsoft.Playwright;

namespace Portainer.EndToEnd;

public sealed class LogTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Log_WithoutTty_ShowsBothStreamsAndTimes()
    {
        await DockerAsync("run", "--name", "both", "lab/base:1", "sh", "-c", "echo to stdout; echo to stderr >&2");
        var visit = await OpenAsync("endpoints/1/containers/both/logs");
        var page = visit.Page;

        await Assertions.Expect(Lines(page).Filter(new() { HasText = "to stdout" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".log-row.is-stderr").Filter(new() { HasText = "to stderr" })).ToBeVisibleAsync();
        await page.GetByLabel("Timestamps").SelectOptionAsync("utc");
        await Assertions.Expect(page.Locator(".log-time").First).ToBeVisibleAsync();
        await visit.ShotAsync("logs");
    }

    [Fact]
    public async Task Log_OfATty_ShowsItsLines()
    {
        await DockerAsync("run", "-d", "-t", "--name", "terminal", "lab/base:1", "sh", "-c", "echo from a terminal; sleep 100000");
        var page = (await OpenAsync("endpoints/1/containers/terminal/logs")).Page;

        await Assertions.Expect(Lines(page).Filter(new() { HasText = "from a terminal" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Log_ThatGrows_IsFollowed()
    {
        await DockerAsync("run", "-d", "--name", "grows", "lab/base:1", "sh", "-c", "while :; do [ -e /tmp/go ] && echo and one more; sleep 0.1; done");
        var page = (await OpenAsync("endpoints/1/containers/grows/logs")).Page;
        await Assertions.Expect(page.Locator(".log-state")).ToHaveTextAsync("Following");

        await DockerAsync("exec", "grows", "touch", "/tmp/go");
        await Assertions.Expect(Lines(page).Filter(new() { HasText = "and one more" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Log_OfAMillionLines_OpensCompletelyAndStaysUsable()
    {
        await DockerAsync("run", "--name", "million", "-e", "LINES=1000000", "--log-opt", "max-size=500m", "--log-opt", "max-file=1", "-d", "lab/logger:1");
        await DockerAsync("wait", "million");
        var visit = await OpenAsync("endpoints/1/containers/million/logs");
        var page = visit.Page;
        await Assertions.Expect(Lines(page).Filter(new() { HasText = "1000000 INFO line" })).ToBeVisibleAsync();

        await page.GetByLabel("Lines to load").SelectOptionAsync("all");
        await Assertions.Expect(page.Locator(".log-count")).ToContainTextAsync("older ones left the page", new() { Timeout = 180_000 });
        await Assertions.Expect(Lines(page).Filter(new() { HasText = "1000000 INFO line" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await page.GetByLabel("Search in this log").FillAsync("999999 INFO");
        await Assertions.Expect(page.Locator(".log-tally")).ToContainTextAsync("1 of 1", new() { Timeout = 60_000 });
        await visit.ShotAsync("logs-million");
    }

    [Fact]
    public async Task Log_OfADriverThatCannotBeRead_SaysSo()
    {
        await DockerAsync("run", "-d", "--name", "unread", "--log-driver", "none", "lab/base:1", "sleep", "100000");
        var page = (await OpenAsync("endpoints/1/containers/unread/logs")).Page;

        await Assertions.Expect(page.Locator(".log-problem")).ToContainTextAsync("none");
    }

    [Fact]
    public async Task Download_GivesTheCompleteLog()
    {
        await DockerAsync("run", "--name", "whole", "-e", "LINES=5000", "lab/logger:1");
        var page = (await OpenAsync("endpoints/1/containers/whole/logs")).Page;
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download", new() { Exact = true }).ClickAsync());

        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(5000, lines.Length);
        Assert.Contains("5000 INFO line", lines[^1], StringComparison.Ordinal);
    }

    private static ILocator Lines(IPage page) => page.Locator(".log-row");
}
