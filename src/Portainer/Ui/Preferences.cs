using System.Web;

namespace Portainer.Ui;

/// <summary>
/// The look a person chose (theme, density, columns), kept in one cookie so that the first paint already knows it.
/// </summary>
internal sealed class Preferences(Browser browser)
{
    public const string Cookie = "portainer-ui";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public event Action? Changed;

    public string Theme => this["theme"] ?? "system";

    public string Density => this["density"] ?? "comfortable";

    public string Side => this["side"] ?? "open";

    public bool Shortcuts => this["keys"] != "off";

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Takes over the cookie's text; unknown names are kept.</summary>
    public void Load(string? cookie)
    {
        _values.Clear();
        var parsed = HttpUtility.ParseQueryString(cookie ?? "");
        foreach (var name in parsed.AllKeys)
        {
            if (name is not null && parsed[name] is { Length: > 0 } value)
            {
                _values[name] = value;
            }
        }
    }

    /// <summary>Null forgets the choice.</summary>
    public async Task SetAsync(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            _values.Remove(name);
        }
        else
        {
            _values[name] = value;
        }

        Changed?.Invoke();
        await browser.InvokeAsync("setPreference", name, value);
    }
}
