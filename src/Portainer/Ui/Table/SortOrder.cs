namespace Portainer.Ui.Table;

/// <summary>One or more sort keys, written in URLs as "name,-cpu" (minus: descending).</summary>
internal sealed record SortOrder(IReadOnlyList<SortKey> Keys)
{
    public static SortOrder Parse(string? text) => new(
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part[0] == '-' ? new SortKey(part[1..], true) : new SortKey(part, false))
            .Where(key => key.Column.Length > 0)
            .DistinctBy(key => key.Column)]);

    public override string ToString() => string.Join(',', Keys.Select(key => key.Descending ? $"-{key.Column}" : key.Column));

    /// <summary>A click replaces the order or turns it round; with shift the column joins as a further key, turns, then leaves.</summary>
    public SortOrder Toggle(string column, bool additive, bool descendingFirst = false)
    {
        var known = Keys.FirstOrDefault(key => key.Column == column);
        if (!additive)
        {
            var alone = known is not null && Keys.Count == 1;
            return new([new SortKey(column, alone ? !known!.Descending : descendingFirst)]);
        }

        if (known is null)
        {
            return new([.. Keys, new SortKey(column, descendingFirst)]);
        }

        return known.Descending == descendingFirst
            ? new([.. Keys.Select(key => key == known ? known with { Descending = !known.Descending } : key)])
            : new([.. Keys.Where(key => key != known)]);
    }
}

internal sealed record SortKey(string Column, bool Descending);
