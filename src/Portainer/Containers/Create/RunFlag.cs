using System.Reflection;

namespace Portainer.Containers.Create;

/// <summary>A flag of <c>docker run</c> and what it is in the draft, read and written by the same row.</summary>
/// <param name="Short">0 when there is none.</param>
/// <param name="IsSwitch">Takes no value; "true" and "false" stand for it.</param>
/// <param name="Apply">Puts a value that was given into the draft.</param>
/// <param name="Values">The values to give so that the draft comes out again.</param>
internal sealed record RunFlag(string Name, char Short, bool IsSwitch, Action<ContainerDraft, string> Apply, Func<ContainerDraft, IEnumerable<string>> Values)
{
    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public static RunFlag Text(string name, string field, char letter = '\0')
    {
        var property = Property(field);
        return new(name, letter, false, property.SetValue, draft => Some((string)property.GetValue(draft)!));
    }

    public static RunFlag Switch(string name, string field, char letter = '\0')
    {
        var property = Property(field);
        return new(name, letter, true, (draft, value) => property.SetValue(draft, IsOn(value)), draft => property.GetValue(draft) is true ? ["true"] : []);
    }

    public static RunFlag List(string name, string field, char letter = '\0')
    {
        var property = Property(field);
        return new(name, letter, false, (draft, value) => Items<string>(property, draft).Add(value), draft => Items<string>(property, draft).Where(item => item.Trim().Length > 0));
    }

    /// <summary>name=value, as often as wanted; the last one of a name counts.</summary>
    public static RunFlag Pairs(string name, string field, char letter = '\0')
    {
        var property = Property(field);
        return new(name, letter, false, (draft, value) => Put(Items<NamedValue>(property, draft), value), draft => Items<NamedValue>(property, draft).Where(row => row.Name.Trim().Length > 0).Select(Text));
    }

    /// <summary>device:rate.</summary>
    public static RunFlag Rates(string name, string field)
    {
        var property = Property(field);
        return new(
            name, '\0', false,
            (draft, value) => Items<RateRow>(property, draft).Add(value.LastIndexOf(':') is >= 0 and var at ? new() { Path = value[..at], Rate = value[(at + 1)..] } : new() { Path = value }),
            draft => Items<RateRow>(property, draft).Where(row => row.Path.Length > 0).Select(row => $"{row.Path}:{row.Rate}"));
    }

    public static bool IsOn(string value) => value is "true" or "1" or "t" or "T" or "TRUE" or "True";

    public static IEnumerable<string> Some(string text) => text.Length == 0 ? [] : [text];

    public static string Text(NamedValue row) => row.Value.Length == 0 ? row.Name : $"{row.Name}={row.Value}";

    public static void Put(List<NamedValue> rows, string text)
    {
        var (name, value) = Csv.Pair(text);
        rows.RemoveAll(row => row.Name == name);
        rows.Add(new() { Name = name, Value = value ?? "" });
    }

    private static PropertyInfo Property(string field) => typeof(ContainerDraft).GetProperty(field) ?? throw new ArgumentException($"No field {field}.", nameof(field));

    private static List<T> Items<T>(PropertyInfo property, ContainerDraft draft) => (List<T>)property.GetValue(draft)!;
}
