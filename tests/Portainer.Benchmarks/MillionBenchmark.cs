using System.Diagnostics;
using System.Globalization;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>A log of a million lines, opened whole in the viewer.</summary>
internal static class MillionBenchmark
{
    private const string Name = "million";

    public static async Task RunAsync(Bench bench)
    {
        var lines = bench.Scale(1_000_000);
        var many = string.Create(CultureInfo.InvariantCulture, $"log of {lines:#,0} lines, all of it");
        await bench.Engine.DockerAsync("run", "--name", Name, "-d", "-e", $"LINES={lines}", "lab/logger:1");
        await bench.Engine.DockerAsync("wait", Name);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await Bench.OpenAsync(page, $"endpoints/1/containers/{Name}");

        var direct = await DirectAsync(bench);
        var before = ProcessUse.Megabytes(product.ProcessId);
        ProcessUse.ForgetPeak(product.ProcessId);
        var clock = Stopwatch.StartNew();
        await page.GotoAsync($"endpoints/1/containers/{Name}/logs?tail=all");
        await page.WaitForSelectorAsync(".log-row", new() { Timeout = 120_000 });
        var first = clock.Elapsed.TotalSeconds;
        await page.WaitForSelectorAsync(".log-state:is([data-state=ended], [data-state=following])", new() { Timeout = 300_000 });
        var shown = clock.Elapsed.TotalSeconds;
        var count = await page.InnerTextAsync(".log-count");
        var heap = await TabUse.HeapMegabytesAsync(page);
        var peak = ProcessUse.PeakMegabytes(product.ProcessId);

        bench.Report.Add($"{many}: first line shown", $"{first:0.0} s");
        bench.Report.Add($"{many}: end reached ({count})", $"{shown:0.0} s", $"{direct:0.0} s with curl, with timestamps", shown / direct);
        bench.Report.Add($"{many}: heap of the tab", $"{heap:0} MB", null, null, "≤ 150 MB", heap <= 150);
        bench.Report.Add($"{many}: server's memory before, and the most while reading", $"{before:0} MB, {peak:0} MB", null, null, "flat (+ ≤ 50 MB)", peak - before <= 50);
    }

    private static async Task<double> DirectAsync(Bench bench)
    {
        var clock = Stopwatch.StartNew();
        await Command.RunAsync("curl", "-s", "-o", "/dev/null", "--unix-socket", bench.Engine.Socket, $"http://docker/containers/{Name}/logs?stdout=1&stderr=1&timestamps=1&tail=all");
        return clock.Elapsed.TotalSeconds;
    }
}
