using System.Globalization;
using System.Text;

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

    public Query Add(string name, Filters? filters) => filters is null or { IsEmpty: true } ? this : Add(name, filters.ToJson());

    public override string ToString() => _text.ToString();
}
