using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Data;
using Portainer.Data.Endpoints;
using Portainer.Data.Migrations;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>100 endpoints of 50 containers: memory, and pages of the healthy ones while 30 swallow every packet.</summary>
internal static class FleetBenchmark
{
    public static async Task RunAsync(Bench bench)
    {
        var (endpoints, dead) = (bench.Scale(100), bench.Scale(30));
        var engines = new List<FakeEngine>();
        try
        {
            for (var number = 0; number < endpoints; number++)
            {
                var engine = await FakeEngine.StartAsync();
                engine.State.AddMany(50);
                engines.Add(engine);
            }

            var alive = engines.Select(engine => engine.Endpoint).ToList();
            var host = Lab.Blackhole.Split(':')[0];
            var black = Enumerable.Range(2000, dead).Select(port => $"tcp://{host}:{port}");
            var healthy = await MeasureAsync(bench, alive, endpoints - dead, tellMemory: true);
            var others = await MeasureAsync(bench, [.. alive.Take(endpoints - dead), .. black], endpoints - dead, tellMemory: false);
            var ratio = others / healthy;
            bench.Report.Add(
                $"page of a healthy endpoint, {dead} of {endpoints} black-holed (median)", $"{others:0.0} ms", $"{healthy:0.0} ms with none black-holed", ratio, "≤ 1.10", ratio <= 1.1);
        }
        finally
        {
            foreach (var engine in engines)
            {
                await engine.DisposeAsync();
            }
        }
    }

    /// <summary>Median time of a container list's page over the endpoints that are well.</summary>
    private static async Task<double> MeasureAsync(Bench bench, List<string> urls, int well, bool tellMemory)
    {
        await using var product = await Product.StartPreparedAsync(folder => StoreAsync(folder, urls));
        var page = await bench.SignInAsync(product);
        await page.WaitForFunctionAsync(
            "count => document.querySelectorAll('[data-testid=endpoint-card] .counts').length >= count", well, new() { Timeout = 120_000 });
        await Task.Delay(TimeSpan.FromSeconds(10));
        if (tellMemory)
        {
            var memory = ProcessUse.Megabytes(product.ProcessId);
            bench.Report.Add($"memory, {urls.Count} endpoints of 50 containers", $"{memory:0} MB", null, null, "≤ 400 MB", memory <= 400);
        }

        var cookie = await Bench.CookieAsync(page);
        await page.Context.CloseAsync();
        await ReadAsync(product, cookie, well);
        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            times.AddRange(await ReadAsync(product, cookie, well));
        }

        return Report.Percentile(times, 0.5);
    }

    private static async Task<List<double>> ReadAsync(Product product, string cookie, int well)
    {
        var times = new List<double>();
        for (var id = 1; id <= well; id++)
        {
            var clock = Stopwatch.StartNew();
            await Web.ReadAsync(new Uri(product.Url, $"endpoints/{id}/containers"), cookie);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static async Task StoreAsync(string folder, List<string> urls)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortainerData(new() { Folder = folder });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var store = provider.GetRequiredService<EndpointStore>();
        for (var number = 0; number < urls.Count; number++)
        {
            await store.CreateAsync(new($"engine-{number:000}", urls[number]), CancellationToken.None);
        }
    }
}
