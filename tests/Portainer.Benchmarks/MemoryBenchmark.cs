using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>Memory of a product that watches one engine, and of each browser that looks at it.</summary>
internal static class MemoryBenchmark
{
    private const int Browsers = 10;

    // The first pages pay for code that is compiled once.
    private const int WarmUp = 5;

    public static async Task RunAsync(Bench bench)
    {
        await using var product = await bench.StartProductAsync();
        await Task.Delay(TimeSpan.FromSeconds(20));
        var idle = ProcessUse.Megabytes(product.ProcessId);
        bench.Report.Add("memory, one endpoint, after 20 s", $"{idle:0} MB", null, null, "≤ 120 MB", idle <= 120);

        var first = await bench.SignInAsync(product);
        var state = await first.Context.StorageStateAsync();
        await OpenAsync(bench, product, state, WarmUp);
        var before = ProcessUse.Megabytes(product.ProcessId);
        await OpenAsync(bench, product, state, Browsers);
        var each = (ProcessUse.Megabytes(product.ProcessId) - before) / Browsers;
        await bench.CloseWindowsAsync();
        bench.Report.Add($"memory per open browser ({Browsers} more, after {WarmUp})", $"{each:0.00} MB", null, null, "≤ 1 MB", each <= 1);
    }

    private static async Task OpenAsync(Bench bench, Product product, string state, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var context = await bench.Browser.NewContextAsync(new() { BaseURL = product.Url.ToString(), StorageState = state });
            await Bench.OpenAsync(await context.NewPageAsync(), "endpoints/1/containers");
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
    }
}
