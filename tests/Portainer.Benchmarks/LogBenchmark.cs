using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Playwright;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>Follows a container that writes as fast as it can: through the hub, in the viewer, and with curl on the engine's socket.</summary>
internal static class LogBenchmark
{
    private const int Seconds = 10;
    private const int Rounds = 3;
    private const string Name = "flood";

    public static async Task RunAsync(Bench bench)
    {
        await bench.Engine.DockerAsync("run", "-d", "--name", Name, "--log-opt", "max-size=100m", "--log-opt", "max-file=2", "lab/logger:1");
        try
        {
            await MeasureAsync(bench);
        }
        finally
        {
            await bench.Engine.DockerAsync("rm", "-f", "-v", Name);
        }
    }

    private static async Task MeasureAsync(Bench bench)
    {
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        var before = ProcessUse.Megabytes(product.ProcessId);
        ProcessUse.ForgetPeak(product.ProcessId);
        var rounds = new List<Round>();
        for (var round = 0; round < Rounds; round++)
        {
            var direct = await CurlAsync(bench, "");
            var stamped = await CurlAsync(bench, "&timestamps=1");
            rounds.Add(await HubAsync(product, page) with { Direct = direct, Stamped = stamped });
        }

        Tell(bench.Report, rounds);
        var grown = ProcessUse.PeakMegabytes(product.ProcessId) - before;
        bench.Report.Add("log follow: most that the server's memory grew", $"{grown:0} MB", null, null, "flat (≤ 50 MB)", grown <= 50);
        await ViewAsync(bench, page);
    }

    /// <summary>The best round of each: work of others on the machine only ever takes away.</summary>
    private static void Tell(Report report, List<Round> rounds)
    {
        var best = rounds.MaxBy(round => round.Lines)!;
        var (direct, stamped) = (rounds.Max(round => round.Direct), rounds.Max(round => round.Stamped));
        var ratio = best.Lines / direct;
        report.Add(
            $"log follow through the hub, writer flat out, best of {Rounds} times {Seconds} s",
            $"{best.Lines / Seconds:#,0} lines/s ({best.Dropped / Seconds:#,0}/s more were dropped and counted)",
            $"{direct / Seconds:#,0} lines/s with curl ({stamped / Seconds:#,0} with timestamps, as the hub asks for them)", ratio, "≥ 0.80", ratio >= 0.8);
    }

    private static async Task ViewAsync(Bench bench, IPage page)
    {
        await Bench.OpenAsync(page, $"endpoints/1/containers/{Name}/logs");
        await page.WaitForSelectorAsync(".log-row");
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        var lost = page.Locator(".log-lost");
        var told = await lost.IsVisibleAsync() ? await lost.InnerTextAsync() : "no line dropped";
        var heap = await TabUse.HeapMegabytesAsync(page);
        bench.Report.Add($"log follow: heap of the viewer's tab after {Seconds} s", $"{heap:0} MB ({told})", null, null, "≤ 150 MB", heap <= 150);
    }

    private static async Task<double> CurlAsync(Bench bench, string more)
    {
        var script = $"timeout {Seconds} curl -sN --unix-socket '{bench.Engine.Socket}' 'http://docker/containers/{Name}/logs?stdout=1&stderr=1&follow=1&tail=0{more}' | wc -l";
        return double.Parse(await Command.RunAsync("bash", "-c", script), CultureInfo.InvariantCulture);
    }

    private static async Task<Round> HubAsync(Product product, IPage page)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds + 30));
        await using var hub = await Bench.ConnectHubAsync(product, page);
        var stream = await hub.OpenAsync("Logs", [new { endpointId = 1, container = Name, tail = "0" }], upload: true);
        var (lines, dropped, received) = (0.0, 0.0, 0L);
        var clock = Stopwatch.StartNew();
        await foreach (var item in stream.ReadAllAsync(patience.Token))
        {
            // As a browser does: see feed.ts.
            if (++received % 4 == 0)
            {
                await stream.SendAsync(received);
            }

            // Counted as it came in: making strings of it would take processor time from what is measured.
            var text = JsonMarshal.GetRawUtf8Value(item)[1..^1];
            switch (text[0])
            {
                case (byte)'f':
                    break;
                case (byte)'d':
                    dropped += double.Parse(text[1..], CultureInfo.InvariantCulture);
                    break;
                default:
                    lines += text.Count("\\n"u8) + 1;
                    break;
            }

            if (clock.Elapsed.TotalSeconds >= Seconds)
            {
                return new(lines, dropped);
            }
        }

        throw new InvalidOperationException($"The hub ended the log after {clock.Elapsed.TotalSeconds:0.0} s.");
    }

    /// <summary>Lines counted in one round; those of curl come beside them.</summary>
    private sealed record Round(double Lines, double Dropped, double Direct = 0, double Stamped = 0);
}
