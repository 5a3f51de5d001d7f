using System.Globalization;
using Microsoft.Playwright;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>A list of 1,000 containers: first paint with data, a keystroke in the filter, rows in the DOM.</summary>
internal static class ListBenchmark
{
    private const string NoteFirstRow = """
        const observer = new MutationObserver(() => {
          if (!document.querySelector('tr[data-key]')) return;
          observer.disconnect();
          requestAnimationFrame(() => { window.firstRow = performance.now(); });
        });
        observer.observe(document, { subtree: true, childList: true });
        """;

    private const string Keystroke = """
        async text => {
          const input = document.querySelector('[data-search]');
          const count = document.querySelector('.dt-count');
          const before = count.innerText;
          const start = performance.now();
          input.value = text;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          while (count.innerText === before) {
            if (performance.now() - start > 10000) throw new Error('the filter changed nothing');
            await new Promise(requestAnimationFrame);
          }
          return performance.now() - start;
        }
        """;

    public static async Task RunAsync(Bench bench)
    {
        var containers = bench.Scale(1000);
        var many = string.Create(CultureInfo.InvariantCulture, $"list of {containers:#,0}");
        await bench.HaveContainersAsync(containers);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await page.AddInitScriptAsync(NoteFirstRow);
        await MeasureAsync(page, 2);
        var paints = await MeasureAsync(page, 10);
        var rows = await page.Locator("tr[data-key]").CountAsync();
        var keys = await FilterAsync(page, 20);
        await page.Context.CloseAsync();

        var direct = Report.Percentile(await DirectAsync(bench, 20), 0.5);
        var paint = Report.Percentile(paints, 0.5);
        bench.Report.Add($"{many}: navigation to first row painted (median of 10)", $"{paint:0} ms", $"{direct:0} ms for GET /containers/json", paint / direct, "≤ 500 ms", paint <= 500);
        var key = Report.Percentile(keys, 0.95);
        bench.Report.Add($"{many}: keystroke in the filter to rows changed (p95 of 20)", $"{key:0} ms", null, null, "≤ 100 ms", key <= 100);
        bench.Report.Add($"{many}: rows in the DOM, window 900 px high", $"{rows}", null, null, "what is visible (< 120)", rows < 120);
    }

    private static async Task<List<double>> MeasureAsync(IPage page, int rounds)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            await Bench.OpenAsync(page, "endpoints/1/containers");
            await page.WaitForFunctionAsync("window.firstRow !== undefined");
            times.Add(await page.EvaluateAsync<double>("window.firstRow"));
        }

        return times;
    }

    private static async Task<List<double>> FilterAsync(IPage page, int rounds)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            times.Add(await page.EvaluateAsync<double>(Keystroke, round % 2 == 0 ? "bench-000" : ""));
        }

        return times;
    }

    /// <summary>The engine's own list, in milliseconds, each on a new connection.</summary>
    private static async Task<List<double>> DirectAsync(Bench bench, int rounds)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var seconds = await Command.RunAsync(
                "curl", "-s", "-o", "/dev/null", "-w", "%{time_total}", "--unix-socket", bench.Engine.Socket, "http://docker/containers/json?all=1");
            times.Add(double.Parse(seconds, CultureInfo.InvariantCulture) * 1000);
        }

        return times;
    }
}
