using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Portainer.Ui;

/// <summary>
/// The view state of the open page, kept in the query string so that a link shows the same view to a colleague.
/// Reading is immediate even while the browser is still being told; writing replaces the history entry.
/// </summary>
internal sealed class QueryState(NavigationManager navigation)
{
    private readonly HashSet<string> _issued = [];
    private SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private string? _seen;
    private string? _lastIssued;

    /// <summary>The value, or "" when the query string does not have it.</summary>
    public string this[string name] => Current().GetValueOrDefault(name, "");

    public string Get(string name, string fallback) => Current().GetValueOrDefault(name, fallback);

    public bool Flag(string name, bool fallback = false) => this[name] switch
    {
        "1" => true,
        "0" => false,
        _ => fallback,
    };

    /// <summary>A comma-separated set, for chips.</summary>
    public IReadOnlySet<string> Set(string name) =>
        this[name].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    public void Put(string name, string? value) => Put((name, value));

    public void Put(string name, IEnumerable<string> values) => Put(name, string.Join(',', values.Order(StringComparer.Ordinal)));

    public void Put(string name, bool value, bool fallback = false) => Put(name, value == fallback ? null : value ? "1" : "0");

    /// <summary>Several at once, in one step; null or "" takes the name out.</summary>
    public void Put(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var values = new SortedDictionary<string, string>(Current(), StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            Apply(values, name, value);
        }

        if (values.SequenceEqual(_values))
        {
            return;
        }

        _values = values;
        _lastIssued = Address(values);
        _issued.Add(_lastIssued);
        navigation.NavigateTo(_lastIssued, new NavigationOptions { ReplaceHistoryEntry = true });
        Current();
    }

    /// <summary>A link to this view with one value changed.</summary>
    public string HrefWith(string name, string? value)
    {
        var values = new SortedDictionary<string, string>(Current(), StringComparer.Ordinal);
        Apply(values, name, value);
        return Address(values);
    }

    private static void Apply(SortedDictionary<string, string> values, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            values.Remove(name);
        }
        else
        {
            values[name] = value;
        }
    }

    // Our own address coming back must not undo what was typed since; any other address wins.
    private SortedDictionary<string, string> Current()
    {
        var uri = navigation.Uri;
        if (uri == _seen)
        {
            return _values;
        }

        _seen = uri;
        var ours = _issued.Remove(uri);
        if (!ours || uri == _lastIssued)
        {
            _issued.Clear();
        }

        if (!ours)
        {
            _values = Parse(uri);
        }

        return _values;
    }

    private static SortedDictionary<string, string> Parse(string uri)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in QueryHelpers.ParseQuery(new Uri(uri).Query))
        {
            Apply(values, name, value.ToString());
        }

        return values;
    }

    private string Address(SortedDictionary<string, string> values)
    {
        var path = new Uri(navigation.Uri).GetLeftPart(UriPartial.Path);
        return values.Count == 0 ? path : path + "?" + string.Join('&', values.Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"));
    }

    // Commas stay readable: they separate sets and sort keys.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal);
}
