using System.Globalization;
using Microsoft.Playwright;

namespace Portainer.EndToEnd;

/// <summary>More output than any terminal can draw: it waits at its source, and nothing piles up on the way.</summary>
public sealed class FloodTests(EngineFixture fixture) : EngineTest(fixture), IClassFixture<EngineFixture>
{
    private const double MostGrowth = 120;

    [Fact]
    public async Task Console_ThatPrints300Megabytes_StaysAliveAndTheServersMemoryFlat()
    {
        await DockerAsync("run", "-d", "--name", "flooded", "lab/base:1", "sleep", "100000");
        var visit = await OpenAsync("endpoints/1/containers/flooded/console");
        var page = visit.Page;
        await page.Locator("#console-shell").SelectOptionAsync("/bin/sh");
        await page.GetByTestId("connect").ClickAsync();
        await Assertions.Expect(page.Locator(".terminal-state")).ToContainTextAsync("Connected");
        await TypeAsync(page, "yes 0123456789012345678901234567890123456789 | head -c 1000000; echo warm-$((1+1))");
        await Assertions.Expect(page.Locator(".xterm-rows")).ToContainTextAsync("warm-2");
        var before = Megabytes("VmRSS:");
        await File.WriteAllTextAsync($"/proc/{Product.ProcessId}/clear_refs", "5");

        await TypeAsync(page, "yes 0123456789012345678901234567890123456789 | head -c 300000000; echo flood-$((40+2))");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logs", Exact = true }).HoverAsync();
        await Assertions.Expect(page.Locator(".xterm-rows")).ToContainTextAsync("flood-42", new() { Timeout = 300_000 });

        Assert.InRange(Megabytes("VmHWM:") - before, 0, MostGrowth);
        await TypeAsync(page, "clear; echo still-$((3+4))");
        await Assertions.Expect(page.Locator(".xterm-rows")).ToContainTextAsync("still-7");
        await visit.ShotAsync("console-flooded");
    }

    private static async Task TypeAsync(IPage page, string text)
    {
        await page.Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Resident memory of the product; VmHWM is its peak since the last clear_refs.</summary>
    private double Megabytes(string key)
    {
        var line = File.ReadLines($"/proc/{Product.ProcessId}/status").First(text => text.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line[key.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0], CultureInfo.InvariantCulture) / 1024;
    }
}
