namespace Portainer.Ui.Table;

/// <summary>What a list can be narrowed to, as chips; rows of any chosen one are shown.</summary>
/// <param name="Holds">Whether a row is one of these.</param>
internal sealed record Facet<TRow>(string Id, string Text, Func<TRow, bool> Holds);

/// <param name="name">Where the choice is kept in <see cref="QueryState"/>.</param>
internal sealed class Facets<TRow>(string name, params Facet<TRow>[] all)
{
    public string Name => name;

    /// <summary>With their counts; one that would find nothing is left out, unless it is chosen.</summary>
    public IReadOnlyList<ChipItem> Chips(IReadOnlyList<TRow> rows, QueryState query)
    {
        var chosen = query.Set(name);
        return [.. all.Select(facet => new ChipItem(facet.Id, facet.Text, rows.Count(facet.Holds))).Where(chip => chip.Count > 0 || chosen.Contains(chip.Id))];
    }

    public bool Match(TRow row, QueryState query)
    {
        // Asked for every row at every keystroke.
        if (query[name].Length == 0)
        {
            return true;
        }

        var chosen = query.Set(name);
        return all.Any(facet => chosen.Contains(facet.Id) && facet.Holds(row));
    }
}
