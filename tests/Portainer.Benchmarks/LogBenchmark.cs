using System.Diagnostics;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>Follows a container that writes as fast as it can: through the hub, and with curl on the engine's socket.</summary>
internal static class LogBenchmark
{
    private const int Seconds = 10;

    public static async Task RunAsync(Bench bench)
    {
        await bench.Engine.DockerAsync("run", "-d", "--name", "flood", "--log-opt", "max-size=100m", "--log-opt", "max-file=2", "lab/logger:1");
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        var cookie = await Bench.CookieAsync(page);
        await page.Context.CloseAsync();

        var before = ProcessUse.Megabytes(product.ProcessId);
        var direct = await CurlAsync(bench);
        var (lines, dropped) = await HubAsync(product, cookie);
        var grown = ProcessUse.Megabytes(product.ProcessId) - before;
        await bench.Engine.DockerAsync("rm", "-f", "flood");

        var ratio = lines / direct;
        bench.Report.Add(
            $"log follow, writer flat out, {Seconds} s", $"{lines / Seconds:#,0} lines/s ({dropped:#,0} more dropped and counted)",
            $"{direct / Seconds:#,0} lines/s with curl", ratio, "≥ 0.80", ratio >= 0.8);
        bench.Report.Add("log follow: growth of the server's memory", $"{grown:0} MB", null, null, "flat (≤ 50 MB)", grown <= 50);
    }

    private static async Task<double> CurlAsync(Bench bench)
    {
        var script = $"timeout {Seconds} curl -sN --unix-socket '{bench.Engine.Socket}' 'http://docker/containers/flood/logs?stdout=1&stderr=1&follow=1&tail=0' | wc -l";
        return double.Parse(await Command.RunAsync("bash", "-c", script), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(double Lines, double Dropped)> HubAsync(Product product, string cookie)
    {
        await using var stream = await HubStream.OpenAsync(
            product, cookie, "Logs", upload: true, new { endpointId = 1, container = "flood", tail = "0", since = "", until = "", resumeTime = "", resumeSeen = 0 });
        var (lines, dropped, received) = (0.0, 0.0, 0L);
        var clock = Stopwatch.StartNew();
        await foreach (var item in stream.ReadAsync(CancellationToken.None))
        {
            await stream.AcknowledgeAsync(++received);
            var batch = item.GetString() ?? "";
            switch (batch)
            {
                case "f":
                    break;
                case ['d', ..]:
                    dropped += double.Parse(batch[1..], System.Globalization.CultureInfo.InvariantCulture);
                    break;
                default:
                    lines += batch.AsSpan().Count('\n') + 1;
                    break;
            }

            if (clock.Elapsed.TotalSeconds >= Seconds)
            {
                break;
            }
        }

        return (lines, dropped);
    }
}
