using System.Globalization;
using System.Text;

namespace Portainer.Benchmarks;

/// <summary>The table: what was measured, the engine's own figure beside it, their ratio, and what was promised.</summary>
public sealed class Report
{
    private readonly StringBuilder _text = new("| what | measured | engine itself | ratio | budget | kept |\n|---|---|---|---|---|---|\n");

    /// <summary>A benchmark could not run; a broken promise is no failure.</summary>
    public bool HasFailures { get; private set; }

    /// <param name="engine">Null where the engine has nothing to compare with.</param>
    /// <param name="budget">Null where nothing was promised.</param>
    public void Add(string what, string measured, string? engine = null, double? ratio = null, string? budget = null, bool? kept = null) => _text.Append(
        CultureInfo.InvariantCulture, $"| {what} | {measured} | {engine ?? "–"} | {(ratio is null ? "–" : $"{ratio:0.00}")} | {budget ?? "–"} | {Word(kept)} |\n");

    public void AddFailure(string what, string why)
    {
        HasFailures = true;
        Add(what, $"not measured: {why.ReplaceLineEndings(" ").Replace('|', '/')}");
    }

    public override string ToString() => _text.ToString().TrimEnd();

    public static double Percentile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private static string Word(bool? kept) => kept switch
    {
        null => "–",
        true => "yes",
        false => "**no**",
    };
}
