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
    private const int Endpoints = 100;
    private const int Dead = 30;

    public static async Task RunAsync(Bench bench)
    {
        var engines = new List<FakeEngine>();
        for (var number = 0; number < Endpoints; number++)
        {
            var engine = await FakeEngine.StartAsync();
            engine.State.AddMany(50);
            engines.Add(engine);
        }

        var healthy = await MeasureAsync(bench, [.. engines.Select(engine => engine.Endpoint)], tellMemory: true);
        var host = Lab.Blackhole.Split(':')[0];
        var withDead = await MeasureAsync(
            bench, [.. engines.Take(Endpoints - Dead).Select(engine => engine.Endpoint), .. Enumerable.Range(0, Dead).Select(number => $"tcp://{host}:{2000 + number}")], tellMemory: false);
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }

        var ratio = withDead / healthy;
        bench.Report.Add($"pages of the others, {Dead} of {Endpoints} endpoints black-holed (median)", $"{withDead:0.0} ms", $"{healthy:0.0} ms with all healthy", ratio, "≤ 1.10", ratio <= 1.1);
    }

    /// <summary>Median time of a container list's page over the first 70 endpoints.</summary>
    private static async Task<double> MeasureAsync(Bench bench, IReadOnlyList<string> urls, bool tellMemory)
    {
        await using var product = await Product.StartPreparedAsync(folder => StoreAsync(folder, urls));
        var page = await bench.SignInAsync(product);
        await page.WaitForFunctionAsync(
            "count => document.querySelectorAll('[data-testid=endpoint-card] .counts').length >= count", Endpoints - Dead, new() { Timeout = 120_000 });
        await Task.Delay(TimeSpan.FromSeconds(5));
        if (tellMemory)
        {
            var memory = ProcessUse.Megabytes(product.ProcessId);
            bench.Report.Add($"memory, {Endpoints} endpoints of 50 containers", $"{memory:0} MB", null, null, "≤ 400 MB", memory <= 400);
        }

        var cookie = await Bench.CookieAsync(page);
        await page.Context.CloseAsync();
        var times = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            for (var id = 1; id <= Endpoints - Dead; id++)
            {
                var clock = Stopwatch.StartNew();
                await Web.ReadAsync(new Uri(product.Url, $"endpoints/{id}/containers"), cookie);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return Report.Percentile(times.Skip(Endpoints - Dead), 0.5);
    }

    private static async Task StoreAsync(string folder, IReadOnlyList<string> urls)
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
