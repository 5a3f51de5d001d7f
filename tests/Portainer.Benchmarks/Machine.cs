using System.Globalization;

namespace Portainer.Benchmarks;

/// <summary>The circumstances without which no figure means anything.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(Bench bench)
    {
        var engine = await bench.Client.System.GetVersionAsync();
        var total = double.Parse(Fields("/proc/meminfo")[1], CultureInfo.InvariantCulture) / 1024 / 1024;
        var quick = bench.Quick ? ", quick: a tenth of everything" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {total:0} GB, load {Load()} before the start, Docker {engine.Version}, Chromium {bench.Browser.Version}, .NET {Environment.Version}{quick}");
    }

    /// <summary>Processes that wanted a core over the last minute: above the number of cores others are at work too.</summary>
    private static string Load() => Fields("/proc/loadavg")[0];

    private static string[] Fields(string file) => File.ReadLines(file).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
