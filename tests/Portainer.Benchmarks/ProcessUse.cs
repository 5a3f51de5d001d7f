using System.Diagnostics;
using System.Globalization;

namespace Portainer.Benchmarks;

/// <summary>What a process uses, read from the kernel.</summary>
public static class ProcessUse
{
    private const double Hz = 100;

    public static double Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Per cent of one core over a span of time.</summary>
    public static async Task<double> CpuAsync(int process, TimeSpan span)
    {
        var (ticks, clock) = (Ticks(process), Stopwatch.StartNew());
        await Task.Delay(span);
        return (Ticks(process) - ticks) / Hz / clock.Elapsed.TotalSeconds * 100;
    }

    private static double Ticks(int process)
    {
        // The name in brackets may hold spaces; user and system time are fields 14 and 15.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
