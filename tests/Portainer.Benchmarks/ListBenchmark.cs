using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Portainer.Benchmarks;

/// <summary>A list of 1,000 containers: first paint with data, a keystroke in the filter, rows in the DOM.</summary>
internal static class ListBenchmark
{
    private const int Containers = 1000;

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
          while (count.innerText === before) await new Promise(requestAnimationFrame);
          return String(performance.now() - start);
        }
        """;

    public static async Task RunAsync(Bench bench)
    {
        await bench.HaveContainersAsync(Containers);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await page.AddInitScriptAsync(NoteFirstRow);
        var paints = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            await Bench.OpenAsync(page, "endpoints/1/containers");
            await page.WaitForFunctionAsync("window.firstRow !== undefined");
            paints.Add(await NumberAsync(page, "String(window.firstRow)"));
        }

        var rows = await page.Locator("tr[data-key]").CountAsync();
        var keys = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            keys.Add(double.Parse(await page.EvaluateAsync<string>(Keystroke, round % 2 == 0 ? "bench-00" : ""), CultureInfo.InvariantCulture));
        }

        await page.Context.CloseAsync();
        var paint = Report.Percentile(paints, 0.5);
        var direct = await DirectAsync(bench);
        bench.Report.Add($"list of {Containers:#,0}: first paint with data (median of 10)", $"{paint:0} ms", $"{direct:0} ms for GET /containers/json", paint / direct, "≤ 500 ms", paint <= 500);
        var key = Report.Percentile(keys, 0.5);
        bench.Report.Add($"list of {Containers:#,0}: filter keystroke (median of 10)", $"{key:0} ms", null, null, "≤ 100 ms", key <= 100);
        bench.Report.Add($"list of {Containers:#,0}: rows in the DOM", $"{rows}", null, null, "only what is visible", rows < 120);
    }

    private static async Task<double> DirectAsync(Bench bench)
    {
        var times = new List<double>();
        for (var round = 0; round < 20; round++)
        {
            var clock = Stopwatch.StartNew();
            await bench.Client.Containers.ListContainersAsync(new() { All = true });
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return Report.Percentile(times, 0.5);
    }

    private static async Task<double> NumberAsync(IPage page, string script) =>
        double.Parse(await page.EvaluateAsync<string>(script), CultureInfo.InvariantCulture);
}
