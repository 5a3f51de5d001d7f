using System.Diagnostics;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>Process start to the first page, with a new data folder each time.</summary>
internal static class StartBenchmark
{
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
    }
}
