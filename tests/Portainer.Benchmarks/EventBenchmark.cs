using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace Portainer.Benchmarks;

/// <summary>From the engine's own timestamp of an event to the changed row in an open browser.</summary>
internal static class EventBenchmark
{
    private const string Prefix = "renamed-";

    // Notes when each name is first seen in a row. Engine, server and browser read the same clock.
    private const string Watch = """
        prefix => {
          window.seenAt = {};
          const look = () => {
            for (const row of document.querySelectorAll('tr[data-key]')) {
              const name = row.textContent.match(new RegExp(prefix + '\\d+'))?.[0];
              if (name !== undefined) window.seenAt[name] ??= performance.timeOrigin + performance.now();
            }
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    public static async Task RunAsync(Bench bench)
    {
        var changes = bench.Scale(60);
        await bench.HaveContainersAsync(1);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await Bench.OpenAsync(page, "endpoints/1/containers");
        await page.WaitForSelectorAsync("tr[data-key]");
        await page.EvaluateAsync(Watch, Prefix);

        var told = new ConcurrentDictionary<string, (double Happened, double Heard)>();
        using var enough = new CancellationTokenSource();
        var listening = ListenAsync(bench, told, enough.Token);
        var seen = new Dictionary<string, double>();
        var id = (await bench.Client.Containers.InspectContainerAsync(Bench.Name(0))).ID;
        for (var change = 0; change < changes; change++)
        {
            // Uneven, so that no timer of ours can fall into step with it.
            await Task.Delay(200 + (change * 37 % 150));
            var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{change}");
            await bench.Client.Containers.RenameContainerAsync(id, new() { NewName = name });
            seen[name] = await SeenAsync(page, name);
        }

        await enough.CancelAsync();
        await listening;
        await bench.Client.Containers.RenameContainerAsync(id, new() { NewName = Bench.Name(0) });
        var rows = seen.Where(pair => told.ContainsKey(pair.Key)).Select(pair => pair.Value - told[pair.Key].Happened).ToList();
        var raw = told.Values.Select(times => times.Heard - times.Happened).ToList();
        Tell(bench.Report, $"p50 of {rows.Count}", 0.5, rows, raw, null);
        Tell(bench.Report, $"p95 of {rows.Count}", 0.95, rows, raw, 250);
    }

    private static void Tell(Report report, string word, double part, List<double> rows, List<double> raw, double? budget)
    {
        var (row, stream) = (Report.Percentile(rows, part), Report.Percentile(raw, part));
        report.Add(
            $"engine event to row changed, {word}", $"{row:0} ms", $"{stream:0.0} ms to a reader of /events", null,
            budget is null ? null : $"≤ {budget:0} ms", budget is null ? null : row <= budget);
    }

    /// <summary>When each rename happened and when a plain reader of the stream heard of it, in Unix milliseconds.</summary>
    private static async Task ListenAsync(Bench bench, ConcurrentDictionary<string, (double Happened, double Heard)> told, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in bench.Client.System.MonitorEventsAsync(cancellationToken: cancellationToken))
            {
                if (message.Action == "rename" && message.Actor.Attributes.TryGetValue("name", out var name))
                {
                    told[name.TrimStart('/')] = (message.TimeNano / 1e6, TimeProvider.System.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).TotalMilliseconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Heard enough.
        }
    }

    private static async Task<double> SeenAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync("name => window.seenAt[name] !== undefined", name);
        return await page.EvaluateAsync<double>("name => window.seenAt[name]", name);
    }
}
