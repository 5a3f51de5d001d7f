using System.Collections;

namespace Portainer.Engine;

/// <summary>The engine's <c>--filter</c>: any of the values of one key, all of the keys.</summary>
public sealed class Filters : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private readonly Dictionary<string, List<string>> _values = [];

    /// <summary>Collection initialiser: <c>new Filters { { "label", "a=b" }, { "status", "running" } }</c>.</summary>
    public void Add(string key, params IEnumerable<string> values)
    {
        if (!_values.TryGetValue(key, out var list))
        {
            _values[key] = list = [];
        }

        list.AddRange(values);
    }

    public bool IsEmpty => _values.Count == 0;

    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() =>
        _values.Select(pair => KeyValuePair.Create(pair.Key, (IReadOnlyList<string>)pair.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal string ToJson() => System.Text.Json.JsonSerializer.Serialize(_values, EngineJson.Default.DictionaryStringListString);
}
