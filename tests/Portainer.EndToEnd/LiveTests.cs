using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>Statistics and consoles: what moves and what answers.</summary>
public sealed partial class LiveTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Stats_OfABusyContainer_Move()
    {
        await DockerAsync("run", "-d", "--name", "busy", "--cpus", "0.2", "lab/burn:1");
        var visit = await OpenAsync("endpoints/1/containers/busy/stats");
        var page = visit.Page;
        var now = page.Locator("section.chart[aria-label=CPU] .chart-now");
        await Assertions.Expect(now).ToHaveTextAsync(Percent());
        var first = await now.InnerTextAsync();

        await Assertions.Expect(now).Not.ToHaveTextAsync(first);
        await visit.ShotAsync("stats");
        await page.GotoAsync("endpoints/1/stats");
        await Assertions.Expect(page.Locator("tr").Filter(new() { HasText = "busy" })).ToContainTextAsync("%");
        await DockerAsync("rm", "-f", "busy");
    }

    [Fact]
    public async Task Console_AsNobody_EchoesAndFollowsTheWindowsSize()
    {
        await DockerAsync("run", "-d", "--name", "shelled", "lab/base:1", "sleep", "100000");
        var visit = await OpenAsync("endpoints/1/containers/shelled/console");
        var page = visit.Page;
        await ConnectAsync(page, "nobody");

        await TypeAsync(page, "echo hi-$((40+2)) $(id -un)");
        await Assertions.Expect(page.Locator(".xterm-rows")).ToContainTextAsync("hi-42 nobody");
        await TypeAsync(page, "stty size | sed 's/.* /wide=/'");
        await Assertions.Expect(page.Locator(".xterm-rows")).ToHaveTextAsync(Width());
        var before = Width().Match(await page.Locator(".xterm-rows").InnerTextAsync()).Value;
        // Said again and again: the new size reaches the terminal a moment after the window has it.
        await TypeAsync(page, "while :; do clear; stty size | sed 's/.* /wide=/'; sleep 0.3; done");
        await page.SetViewportSizeAsync(900, 700);
        await Assertions.Expect(page.Locator(".xterm-rows")).Not.ToContainTextAsync(before);
        await Assertions.Expect(page.Locator(".xterm-rows")).ToHaveTextAsync(Width());
        await visit.ShotAsync("console");
    }

    [Fact]
    public async Task Console_Left_EndsItsOwnProcessOnly()
    {
        await DockerAsync("run", "-d", "--name", "left-alone", "lab/base:1", "sleep", "100000");
        var visit = await OpenAsync("endpoints/1/containers/left-alone/console");
        await ConnectAsync(visit.Page);
        await TypeAsync(visit.Page, "echo rea''dy");
        await Assertions.Expect(visit.Page.Locator(".xterm-rows")).ToContainTextAsync("ready");
        Assert.Equal(2, await ProcessesAsync("left-alone"));

        await visit.OpenAsync("endpoints/1/containers");
        // What ends the shell is a process in the container too, for a moment.
        var left = 2;
        for (var look = 0; look < 300 && left > 1; look++)
        {
            await Task.Delay(100);
            left = await ProcessesAsync("left-alone");
        }

        Assert.Equal(1, left);
        Assert.Equal("true", await DockerAsync("inspect", "-f", "{{.State.Running}}", "left-alone"));
    }

    [Fact]
    public async Task Console_WithAShellThatIsAbsent_ExplainsAndOffersAnother()
    {
        await DockerAsync("run", "-d", "--name", "no-bash", "lab/base:1", "sleep", "100000");
        var page = (await OpenAsync("endpoints/1/containers/no-bash/console")).Page;
        await page.Locator("#console-shell").SelectOptionAsync("custom");
        await page.FillAsync("#console-command", "no-such-shell");
        await page.GetByTestId("connect").ClickAsync();

        await Assertions.Expect(page.GetByTestId("session-ended")).ToContainTextAsync("no-such-shell");
    }

    [Fact]
    public async Task Attach_ToTheMainProcess_TalksToIt()
    {
        await DockerAsync("run", "-d", "-it", "--name", "attached", "lab/base:1", "sh");
        var page = (await OpenAsync("endpoints/1/containers/attached/attach")).Page;
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.Locator(".terminal-state")).ToContainTextAsync("Connected");

        await TypeAsync(page, "echo pid-$$");
        await Assertions.Expect(page.Locator(".xterm-rows")).ToContainTextAsync("pid-1");
    }

    private static async Task ConnectAsync(IPage page, string user = "")
    {
        await page.Locator("#console-shell").SelectOptionAsync("/bin/sh");
        await page.FillAsync("#console-user", user);
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.Locator(".terminal-state")).ToContainTextAsync("Connected");
    }

    private static async Task TypeAsync(IPage page, string text)
    {
        await page.Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<int> ProcessesAsync(string container) => (await DockerAsync("top", container)).Split('\n').Length - 1;

    [GeneratedRegex(@"\d%? of \d+%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"wide=\d+")]
    private static partial Regex Width();
}
