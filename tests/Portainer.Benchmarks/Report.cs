using System.Globalization;
using System.Text;

namespace Portainer.Benchmarks;

/// <summary>The table: what was measured, the engine's own figure beside it, their ratio, and what was promised.</summary>
public sealed class Report
{
    private readonly StringBuilder _text = new("| what | measured | engine itself | ratio | budget | kept |\n|---|---|---|---|---|---|\n");

    /// <param name="engine">Null where the engine has nothing to compare with.</param>
    public void Add(string what, string measured, string? engine, double? ratio, string budget, bool kept) => _text.Append(
        CultureInfo.InvariantCulture, $"| {what} | {measured} | {engine ?? "–"} | {(ratio is null ? "–" : $"{ratio:0.00}")} | {budget} | {(kept ? "yes" : "**no**")} |\n");

    public override string ToString() => _text.ToString().TrimEnd();

    public static double Percentile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
