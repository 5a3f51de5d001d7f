using System.Diagnostics;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>Process start to the first page, and memory of a product that watches one engine.</summary>
internal static class StartBenchmark
{
    private const int Browsers = 10;

    public static async Task RunAsync(Bench bench)
    {
        var starts = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var product = await bench.StartProductAsync();
            (await Web.GetAsync(new Uri(product.Url, "sign-in"))).Dispose();
            starts.Add(clock.Elapsed.TotalMilliseconds);
        }

        var start = Report.Percentile(starts, 0.5);
        bench.Report.Add("start to first page (median of 5)", $"{start:0} ms", null, null, "≤ 2,000 ms", start <= 2000);
        await MemoryAsync(bench);
    }

    private static async Task MemoryAsync(Bench bench)
    {
        await using var product = await bench.StartProductAsync();
        await Task.Delay(TimeSpan.FromSeconds(10));
        var idle = ProcessUse.Megabytes(product.ProcessId);
        bench.Report.Add("memory, one endpoint, idle", $"{idle:0} MB", null, null, "≤ 120 MB", idle <= 120);

        var first = await bench.SignInAsync(product);
        await Bench.OpenAsync(first, "endpoints/1/containers");
        var before = ProcessUse.Megabytes(product.ProcessId);
        var state = await first.Context.StorageStateAsync();
        for (var number = 0; number < Browsers; number++)
        {
            var context = await bench.Browser.NewContextAsync(new() { BaseURL = product.Url.ToString(), StorageState = state });
            await Bench.OpenAsync(await context.NewPageAsync(), "endpoints/1/containers");
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        var each = (ProcessUse.Megabytes(product.ProcessId) - before) / Browsers;
        foreach (var context in bench.Browser.Contexts.ToList())
        {
            await context.CloseAsync();
        }

        bench.Report.Add($"memory per open browser (of {Browsers})", $"{each:0.00} MB", null, null, "≤ 1 MB", each <= 1);
    }
}
