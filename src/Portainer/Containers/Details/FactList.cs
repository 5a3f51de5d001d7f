using System.Globalization;
using Portainer.Ui;

namespace Portainer.Containers.Details;

/// <summary>Collects facts and leaves out what is not set, so that the page shows what somebody chose and not fifty zeros.</summary>
internal sealed class FactList
{
    private readonly List<Fact> _facts = [];

    public FactList Text(string label, string? value, string? note = null) => Add(label, value, FactKind.Text, note);

    public FactList Code(string label, string? value, string? note = null) => Add(label, value, FactKind.Code, note);

    public FactList Code(string label, IEnumerable<string>? values) => Add(label, values is null ? null : string.Join('\n', values), FactKind.Code, null);

    public FactList Pairs(string label, IEnumerable<KeyValuePair<string, string>>? values) =>
        Code(label, values?.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    public FactList Number(string label, long value) => value == 0 ? this : Text(label, value.ToString("N0", CultureInfo.CurrentCulture));

    public FactList Bytes(string label, long value) => value <= 0 ? this : Text(label, ByteText.Format(value, binary: true));

    public FactList Warn(bool condition, string label, string value, string note) => condition ? Add(label, value, FactKind.Warning, note) : this;

    public FactGroup Group(string title) => new(title, _facts);

    private FactList Add(string label, string? value, FactKind kind, string? note)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _facts.Add(new(label, value, kind, note));
        }

        return this;
    }
}
