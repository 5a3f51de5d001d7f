using System.Globalization;

namespace Portainer.Benchmarks;

/// <summary>What a process uses, read from the kernel.</summary>
public static class ProcessUse
{
    private const double Hz = 100;

    /// <summary>Resident memory now.</summary>
    public static double Megabytes(int process) => Status(process, "VmRSS:");

    /// <summary>The most resident memory since <see cref="ForgetPeak"/>.</summary>
    public static double PeakMegabytes(int process) => Status(process, "VmHWM:");

    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    /// <summary>Processor seconds over a span of time.</summary>
    public static async Task<double> CpuSecondsAsync(int process, TimeSpan span)
    {
        var ticks = Ticks(process);
        await Task.Delay(span);
        return (Ticks(process) - ticks) / Hz;
    }

    private static double Status(int process, string key)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line[key.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0], CultureInfo.InvariantCulture) / 1024;
    }

    private static double Ticks(int process)
    {
        // The name in brackets may hold spaces; user and system time are fields 14 and 15.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
