using System.Collections.Frozen;

namespace Portainer.Gateway;

/// <summary>What a piece of a body has to be.</summary>
internal enum JsonForm
{
    Text,
    Whole,
    Number,
    Flag,

    /// <summary>One text or a list of them.</summary>
    Words,
    List,

    /// <summary>Any names, each with a value of one shape.</summary>
    Map,
    Fields,
}

/// <summary>
/// The shape of a body, written as <c>{Name:text, Labels:map&lt;text>, Mounts:[{Target:text}]}</c>; <c>$Name</c> is another shape.
/// Null is allowed everywhere, as in Go.
/// </summary>
internal sealed class JsonShape
{
    private FrozenDictionary<string, (string Name, JsonShape Shape)> _fields = FrozenDictionary<string, (string, JsonShape)>.Empty;

    private JsonShape(JsonForm form, JsonShape? items = null) => (Form, Items) = (form, items);

    public JsonForm Form { get; }

    /// <summary>Of lists and maps.</summary>
    public JsonShape? Items { get; }

    /// <summary>The field as the specification spells it, whatever the case it came in; null: there is none.</summary>
    public (string Name, JsonShape Shape)? Field(string name) => _fields.TryGetValue(name, out var field) ? field : null;

    public IEnumerable<string> Names => _fields.Values.Select(known => known.Name);

    public static JsonShape Parse(string text, IReadOnlyDictionary<string, JsonShape> known)
    {
        var reader = new Reader(text.ReplaceLineEndings(""), known);
        return reader.Shape();
    }

    /// <summary>These fields and those of another shape.</summary>
    public JsonShape With(JsonShape more)
    {
        var both = new JsonShape(JsonForm.Fields);
        both.SetFields(_fields.Values.Concat(more._fields.Values));
        return both;
    }

    private void SetFields(IEnumerable<(string Name, JsonShape Shape)> fields) =>
        _fields = fields.ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    private sealed class Reader(string text, IReadOnlyDictionary<string, JsonShape> known)
    {
        private int _at;

        public JsonShape Shape()
        {
            switch (Peek())
            {
                case '{':
                    return Fields();
                case '[':
                    _at++;
                    var items = Shape();
                    Skip(']');
                    return new(JsonForm.List, items);
                default:
                    return Named();
            }
        }

        private JsonShape Named()
        {
            var name = Word();
            if (name != "map")
            {
                return name[0] == '$' ? known[name[1..]] : new(Enum.Parse<JsonForm>(name, ignoreCase: true));
            }

            Skip('<');
            var items = Shape();
            Skip('>');
            return new(JsonForm.Map, items);
        }

        private JsonShape Fields()
        {
            var fields = new List<(string, JsonShape)>();
            Skip('{');
            while (Peek() != '}')
            {
                var name = Word();
                Skip(':');
                fields.Add((name, Shape()));
                if (Peek() == ',')
                {
                    _at++;
                }
            }

            Skip('}');
            var shape = new JsonShape(JsonForm.Fields);
            shape.SetFields(fields);
            return shape;
        }

        private char Peek()
        {
            while (text[_at] == ' ')
            {
                _at++;
            }

            return text[_at];
        }

        private string Word()
        {
            Peek();
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '$' or '_'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private void Skip(char mark)
        {
            if (Peek() != mark)
            {
                throw new FormatException($"“{mark}” is missing at {_at} of {text}.");
            }

            _at++;
        }
    }
}
