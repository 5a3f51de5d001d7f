using System.Globalization;
using Microsoft.Playwright;
using Portainer.Engine;

namespace Portainer.Benchmarks;

/// <summary>From the engine's own timestamp of an event to the changed row in an open browser.</summary>
internal static class EventBenchmark
{
    private const int Changes = 60;

    // Notes when the text of the row changes to something new.
    private const string Watch = """
        name => {
          window.rowChanges = [];
          let last = '';
          const look = () => {
            const row = [...document.querySelectorAll('tr[data-key]')].find(row => row.innerText.includes(name));
            const badge = row?.querySelector('.badge')?.innerText ?? '';
            if (badge === last) return;
            last = badge;
            window.rowChanges.push({ at: performance.timeOrigin + performance.now(), state: badge });
          };
          look();
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    public static async Task RunAsync(Bench bench)
    {
        await bench.HaveContainersAsync(1, running: 1);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await Bench.OpenAsync(page, "endpoints/1/containers");
        await page.WaitForSelectorAsync("tr[data-key]");
        await page.EvaluateAsync(Watch, Bench.Name(0));

        var rows = new List<double>();
        var raw = new List<double>();
        for (var change = 0; change < Changes; change++)
        {
            var pause = change % 2 == 0;
            var told = FirstAsync(bench.Client, pause ? "pause" : "unpause");
            await Task.Delay(150);
            await (pause ? bench.Client.Containers.PauseContainerAsync(Bench.Name(0)) : bench.Client.Containers.UnpauseContainerAsync(Bench.Name(0)));
            var (happened, heard) = await told;
            var seen = await SeenAsync(page, change + 2);
            rows.Add(seen - happened);
            raw.Add(heard - happened);
        }

        await page.Context.CloseAsync();
        Tell(bench.Report, "p50", 0.5, rows, raw, 250);
        Tell(bench.Report, "p95", 0.95, rows, raw, 250);
    }

    private static void Tell(Report report, string word, double part, List<double> rows, List<double> raw, double budget)
    {
        var (row, stream) = (Report.Percentile(rows, part), Report.Percentile(raw, part));
        report.Add($"engine event to row changed, {word} of {Changes}", $"{row:0} ms", $"{stream:0.0} ms to a reader of /events", null, $"≤ {budget:0} ms", row <= budget);
    }

    /// <summary>When the next event happened and when a plain reader of the stream heard of it, in Unix milliseconds.</summary>
    private static async Task<(double Happened, double Heard)> FirstAsync(DockerClient client, string action)
    {
        await foreach (var message in client.System.MonitorEventsAsync())
        {
            if (message.Action == action)
            {
                return (message.TimeNano / 1e6, TimeProvider.System.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).TotalMilliseconds);
            }
        }

        throw new InvalidOperationException("The event stream ended.");
    }

    private static async Task<double> SeenAsync(IPage page, int count)
    {
        await page.WaitForFunctionAsync("count => window.rowChanges.length >= count", count);
        var at = await page.EvaluateAsync<string>("count => String(window.rowChanges[count - 1].at)", count);
        return double.Parse(at, CultureInfo.InvariantCulture);
    }
}
