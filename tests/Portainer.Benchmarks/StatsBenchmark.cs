using System.Diagnostics;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>150 live statistics in one table: the product's processor time next to that of <c>docker stats</c>.</summary>
internal static class StatsBenchmark
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(Bench bench)
    {
        var wanted = bench.Scale(150);
        await bench.HaveContainersAsync(wanted);
        var running = await bench.StartContainersAsync(wanted);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await Bench.OpenAsync(page, "endpoints/1/stats");
        await page.WaitForFunctionAsync(
            "count => Number(document.querySelector('.live-stats')?.dataset.rows) >= count", running, new() { Timeout = 60_000 });
        await Task.Delay(Settling);
        var ours = await ProcessUse.CpuSecondsAsync(product.ProcessId, Span);
        await page.Context.CloseAsync();

        var theirs = await ClientAsync(bench);
        bench.Report.Add(
            $"{running} live statistics in one open page: processor time in {Span.TotalSeconds:0} s", $"{ours:0.00} s", $"{theirs:0.00} s of docker stats", ours / theirs, "≤ 1.00", ours <= theirs);
    }

    private static async Task<double> ClientAsync(Bench bench)
    {
        var start = new ProcessStartInfo(Lab.Client, ["--config", Path.Combine(Lab.Folder, "docker-config"), "-H", $"unix://{bench.Engine.Socket}", "stats"])
        {
            RedirectStandardOutput = true,
        };
        using var client = Process.Start(start) ?? throw new InvalidOperationException("docker did not start.");
        client.OutputDataReceived += (_, _) => { };
        client.BeginOutputReadLine();
        await Task.Delay(Settling);
        var cpu = await ProcessUse.CpuSecondsAsync(client.Id, Span);
        client.Kill();
        await client.WaitForExitAsync();
        return cpu;
    }
}
