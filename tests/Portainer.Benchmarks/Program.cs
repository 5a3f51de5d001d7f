using Portainer.Benchmarks;

// Every figure is measured here and now, next to the engine's own on the same machine. Names on the command line choose.
(string Name, Func<Bench, Task> Run)[] all =
[
    ("start", StartBenchmark.RunAsync),
    ("memory", MemoryBenchmark.RunAsync),
    ("events", EventBenchmark.RunAsync),
    ("logs", LogBenchmark.RunAsync),
    ("million", MillionBenchmark.RunAsync),
    ("console", ConsoleBenchmark.RunAsync),
    ("list", ListBenchmark.RunAsync),
    ("stats", StatsBenchmark.RunAsync),
    ("fleet", FleetBenchmark.RunAsync),
    ("gateway", GatewayBenchmark.RunAsync),
];

var names = args.Where(argument => argument != "--quick").ToHashSet();
var unknown = names.Except(all.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}. These are: {string.Join(' ', all.Select(benchmark => benchmark.Name))}");
    return 2;
}

await using var bench = await Bench.StartAsync(quick: args.Contains("--quick"));
var machine = await Machine.DescribeAsync(bench);
foreach (var (name, run) in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"measuring {name}");
    try
    {
        await run(bench);
    }
    catch (Exception failure) when (failure is not OutOfMemoryException)
    {
        bench.Report.AddFailure(name, failure.Message);
        Console.Error.WriteLine(failure);
    }

    await bench.CloseWindowsAsync();
}

Console.WriteLine(machine);
Console.WriteLine();
Console.WriteLine(bench.Report.ToString());
return bench.Report.HasFailures ? 1 : 0;
