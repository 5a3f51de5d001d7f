using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>A query string; null and false leave their name out.</summary>
internal sealed class Query
{
    private readonly StringBuilder _text = new();

    public Query Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public Query Add(string name, bool value) => value ? Add(name, "1") : this;

    public Query Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name once per value.</summary>
    public Query Add(string name, IEnumerable<string>? values) => (values ?? []).Aggregate(this, (query, value) => query.Add(name, value));

    /// <summary>Null leaves the engine its own default.</summary>
    public Query AddSwitch(string name, bool? value) => Add(name, value is null ? null : value.Value ? "1" : "0");

    public Query AddJson<T>(string name, T? value) where T : class =>
        value is null ? this : Add(name, JsonSerializer.Serialize(value, EngineJson.Of<T>()));

    public Query Add(string name, Filters? filters) => filters is null or { IsEmpty: true } ? this : Add(name, filters.ToJson());

    public override string ToString() => _text.ToString();
}
