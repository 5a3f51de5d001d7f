using System.Diagnostics;

namespace Portainer.Benchmarks;

/// <summary>150 live statistics in one table: the product's processor time next to that of <c>docker stats</c>.</summary>
internal static class StatsBenchmark
{
    private const int Running = 150;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Bench bench)
    {
        await bench.HaveContainersAsync(Running, running: Running);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        var cookie = await Bench.CookieAsync(page);
        await page.Context.CloseAsync();

        using var leaving = new CancellationTokenSource();
        await using var stream = await HubStream.OpenAsync(product, cookie, "EngineStats", upload: false, 1);
        var reading = DrainAsync(stream, leaving.Token);
        await Task.Delay(TimeSpan.FromSeconds(8), CancellationToken.None);
        var ours = await ProcessUse.CpuAsync(product.ProcessId, Span);
        await leaving.CancelAsync();
        var rows = await reading;

        var theirs = await ClientAsync(bench);
        bench.Report.Add(
            $"{Running} live statistics in one table ({rows:#,0} updates read)", $"{ours:0.0} % of a core", $"{theirs:0.0} % for docker stats", ours / theirs, "≤ 1.00", ours <= theirs);
    }

    private static async Task<int> DrainAsync(HubStream stream, CancellationToken cancellationToken)
    {
        var updates = 0;
        try
        {
            await foreach (var _ in stream.ReadAsync(cancellationToken))
            {
                updates++;
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the measurement.
        }

        return updates;
    }

    private static async Task<double> ClientAsync(Bench bench)
    {
        var start = new ProcessStartInfo("docker", ["-H", $"unix://{bench.Engine.Socket}", "stats"]) { RedirectStandardOutput = true };
        using var client = Process.Start(start)!;
        client.OutputDataReceived += (_, _) => { };
        client.BeginOutputReadLine();
        await Task.Delay(TimeSpan.FromSeconds(8));
        var cpu = await ProcessUse.CpuAsync(client.Id, Span);
        client.Kill();
        await client.WaitForExitAsync();
        return cpu;
    }
}
