namespace Portainer.Ui;

/// <summary>A name and a value being typed.</summary>
public sealed class PairRow
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    internal bool IsBlank => Name.Trim().Length == 0 && Value.Length == 0;

    /// <summary>The rows that have a name, as an engine takes them; null for none. Of two of one name the last counts.</summary>
    internal static Dictionary<string, string>? ToDictionary(IEnumerable<PairRow> rows)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Name.Trim().Length > 0))
        {
            pairs[row.Name.Trim()] = row.Value;
        }

        return pairs.Count == 0 ? null : pairs;
    }

    /// <summary>What is wrong with the rows, as a sentence: a value without a name, or one name twice.</summary>
    internal static string? Fault(IReadOnlyList<PairRow> rows)
    {
        if (rows.Any(row => row.Name.Trim().Length == 0 && row.Value.Length > 0))
        {
            return "A value has no name: give it one, or remove the row.";
        }

        var twice = rows.Where(row => !row.IsBlank).GroupBy(row => row.Name.Trim(), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : $"{twice.Key} is given twice: keep one.";
    }
}
