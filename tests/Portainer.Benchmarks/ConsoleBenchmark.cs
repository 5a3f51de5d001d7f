using System.Diagnostics;
using Microsoft.Playwright;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>A command in a console that prints as fast as it can: through the hub, and from the engine's own hijacked connection.</summary>
internal static class ConsoleBenchmark
{
    private const string Line = "the quick brown fox jumps over the lazy dog 0123456789";

    public static async Task RunAsync(Bench bench)
    {
        var megabytes = bench.Scale(300);
        string[] command = ["sh", "-c", $"yes '{Line}' | head -c {megabytes}000000"];
        await bench.HaveContainersAsync(1);
        await bench.StartContainersAsync(1);
        await using var product = await bench.StartProductAsync();
        var page = await bench.SignInAsync(product);
        await Bench.OpenAsync(page, "endpoints/1/containers");
        await page.WaitForSelectorAsync("tr[data-key]");

        var direct = await DirectAsync(bench, command);
        var before = ProcessUse.Megabytes(product.ProcessId);
        ProcessUse.ForgetPeak(product.ProcessId);
        var hub = await HubAsync(product, page, command);
        var peak = ProcessUse.PeakMegabytes(product.ProcessId);
        bench.Report.Add(
            $"console: a command prints {megabytes} MB", $"{hub:0.0} MB/s through the hub", $"{direct:0.0} MB/s from the engine's terminal", hub / direct);
        bench.Report.Add("console: server's memory before, and the most meanwhile", $"{before:0} MB, {peak:0} MB", null, null, "flat (+ ≤ 50 MB)", peak - before <= 50);
    }

    private static async Task<double> DirectAsync(Bench bench, string[] command)
    {
        var exec = await bench.Client.Exec.ExecCreateContainerAsync(Bench.Name(0), new() { Cmd = command, Tty = true, AttachStdin = true, AttachStdout = true, AttachStderr = true });
        var clock = Stopwatch.StartNew();
        await using var stream = await bench.Client.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: true);
        var bytes = new byte[32 * 1024];
        var total = 0.0;
        while (await stream.ReadOutputAsync(bytes, CancellationToken.None) is { EOF: false } read)
        {
            total += read.Count;
        }

        return total / 1e6 / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> HubAsync(Product product, IPage page, string[] command)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var hub = await Bench.ConnectHubAsync(product, page);
        var clock = Stopwatch.StartNew();
        var stream = await hub.OpenAsync("Console", [new { endpointId = 1, container = Bench.Name(0), kind = "exec", command }], upload: true);
        var (total, received) = (0.0, 0L);
        await foreach (var item in stream.ReadAllAsync(patience.Token))
        {
            // The first item introduces the session and is not counted.
            switch (item.GetString() ?? "")
            {
                case ['o', .. var output]:
                    total += output.Length;
                    await stream.SendAsync($"a{++received}");
                    break;
                case ['k', ..]:
                    received++;
                    break;
                case ['x', .. var ending]:
                    return ending.Contains("\"exitCode\":0", StringComparison.Ordinal)
                        ? total / 1e6 / clock.Elapsed.TotalSeconds
                        : throw new InvalidOperationException($"The command failed: {ending}");
            }
        }

        throw new InvalidOperationException("The hub ended the console.");
    }
}
