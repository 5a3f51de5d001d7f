namespace Portainer.Containers.Create;

/// <summary>Rows of name and value as the maps of the create call. Rows without a name are not there yet and are left out.</summary>
internal static class PairRows
{
    public static List<NamedValue> Read(IDictionary<string, string>? map) =>
        [.. (map ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new NamedValue { Name = pair.Key, Value = pair.Value })];

    public static Dictionary<string, string>? Write(string field, List<NamedValue> rows)
    {
        var map = new Dictionary<string, string>();
        foreach (var row in rows.Where(row => row.Name.Trim().Length > 0))
        {
            if (!map.TryAdd(row.Name.Trim(), row.Value))
            {
                throw new DraftException(field, $"{row.Name.Trim()} is there twice.");
            }
        }

        return map.Count == 0 ? null : map;
    }
}
