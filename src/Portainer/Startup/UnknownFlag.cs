namespace Portainer.Startup;

/// <summary>Says which flag is unknown, which one was probably meant, and which there are.</summary>
internal static class UnknownFlag
{
    public static StartException For(string given)
    {
        var name = given.TrimStart('-');
        var nearest = StartFlag.All
            .Select(flag => (flag, distance: Distance(name, flag.Name)))
            .MinBy(candidate => candidate.distance);
        var guess = name.Length > 1 && nearest.distance <= Math.Max(2, name.Length / 3) ? $" Did you mean {nearest.flag}?" : "";
        var known = string.Join(", ", StartFlag.All.Select(flag => flag.Short is { } letter ? $"{flag}/-{letter}" : $"{flag}"));
        return new StartException($"Unknown flag {given}.{guess}\nKnown flags: {known}.\n--help explains them.", StartException.WrongUsage);
    }

    /// <summary>Letters to insert, remove or replace to get from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[^1];
    }
}
