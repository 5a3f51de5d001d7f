namespace Portainer.Shell;

/// <summary>Pure: which entries a query means, best first.</summary>
internal static class PaletteRanking
{
    private const int Most = 40;
    private const int RecentBonus = 60;

    public static IReadOnlyList<PaletteHit> Rank(IReadOnlyList<PaletteEntry> entries, string query, IReadOnlyList<string> recent)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var order = recent.Select((id, index) => (id, index)).DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.index);
        return
        [
            .. entries.SelectMany(entry => Hits(entry, words))
                .Select(hit => hit with { Score = hit.Score + Bonus(hit.Entry, order) })
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Entry.Title.Length)
                .ThenBy(hit => hit.Entry.Title, StringComparer.OrdinalIgnoreCase)
                .Take(Most),
        ];
    }

    /// <summary>Score of one word in a text: prefix over word start over substring over letters in order; 0 is no match.</summary>
    public static int Score(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            return at == 0 ? text.Length == word.Length ? 120 : 100 : IsWordStart(text, at) ? 80 : 60;
        }

        return IsSubsequence(text, word) ? 20 : 0;
    }

    private static IEnumerable<PaletteHit> Hits(PaletteEntry entry, string[] words)
    {
        if (words.Length == 0 || ScoreAll(entry, words) is > 0)
        {
            yield return new PaletteHit(entry, null, words.Length == 0 ? 1 : ScoreAll(entry, words));
        }

        foreach (var action in entry.Actions)
        {
            var score = words.Length < 2 ? 0 : ActionScore(entry, action, words);
            if (score > 0)
            {
                yield return new PaletteHit(entry, action, score);
            }
        }
    }

    // "restart web": one word begins the verb, all others mean the object.
    private static int ActionScore(PaletteEntry entry, PaletteAction action, string[] words)
    {
        var verb = Array.FindIndex(words, word => action.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (verb < 0)
        {
            return 0;
        }

        var score = ScoreAll(entry, [.. words.Where((_, index) => index != verb)]);
        return score == 0 ? 0 : score + 20;
    }

    private static int ScoreAll(PaletteEntry entry, string[] words)
    {
        var sum = 0;
        foreach (var word in words)
        {
            var score = Math.Max(Score(entry.Title, word), Score(entry.Where, word) / 3);
            if (score == 0)
            {
                return 0;
            }

            sum += score;
        }

        return sum / words.Length;
    }

    private static int Bonus(PaletteEntry entry, Dictionary<string, int> recent) =>
        recent.TryGetValue(entry.Id, out var index) ? Math.Max(0, RecentBonus - (index * 4)) : 0;

    private static bool IsWordStart(string text, int at) => !char.IsLetterOrDigit(text[at - 1]);

    private static bool IsSubsequence(string text, string word)
    {
        var at = 0;
        foreach (var letter in text)
        {
            if (at < word.Length && char.ToUpperInvariant(letter) == char.ToUpperInvariant(word[at]))
            {
                at++;
            }
        }

        return word.Length > 1 && at == word.Length;
    }
}

internal sealed record PaletteHit(PaletteEntry Entry, PaletteAction? Action, int Score);
