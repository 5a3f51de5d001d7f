using Portainer.Benchmarks;

// Every figure is measured here and now, next to the engine's own on the same machine. Names on the command line choose.
(string Name, Func<Bench, Task> Run)[] all =
[
    ("start", StartBenchmark.RunAsync),
    ("events", EventBenchmark.RunAsync),
    ("list", ListBenchmark.RunAsync),
    ("logs", LogBenchmark.RunAsync),
    ("stats", StatsBenchmark.RunAsync),
    ("fleet", FleetBenchmark.RunAsync),
];

await using var bench = await Bench.StartAsync();
foreach (var (name, run) in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"measuring {name}");
    await run(bench);
}

Console.WriteLine(bench.Report.ToString());
return 0;
