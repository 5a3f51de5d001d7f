using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portainer.Containers.Create;

/// <summary>A map of a YAML document, in the order it is written. What is not set is not added.</summary>
internal sealed class YamlMap
{
    private readonly List<(string Key, object Value)> _entries = [];

    public IReadOnlyList<(string Key, object Value)> Entries => _entries;

    /// <param name="value">Text, a number, a truth, a <see cref="YamlMap"/> or a list of these.</param>
    public YamlMap Add(string key, object? value)
    {
        if (value is not (null or "" or false or YamlMap { _entries.Count: 0 } or System.Collections.ICollection { Count: 0 }))
        {
            _entries.Add((key, value));
        }

        return this;
    }

    /// <summary>Adds also what is false or empty.</summary>
    public YamlMap AddAlways(string key, object value)
    {
        _entries.Add((key, value));
        return this;
    }

    public YamlMap AddPairs(string key, IEnumerable<NamedValue> pairs)
    {
        var map = new YamlMap();
        foreach (var pair in pairs.Where(pair => pair.Name.Trim().Length > 0))
        {
            map.AddAlways(pair.Name.Trim(), pair.Value);
        }

        return Add(key, map);
    }
}

/// <summary>A truth that is written even when it is false.</summary>
internal sealed record YamlTruth(bool Value);

/// <summary>Writes maps, lists and scalars as YAML 1.2 that 1.1 readers take the same way.</summary>
internal static partial class Yaml
{
    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    public static string Write(YamlMap map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, "");
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, YamlMap map, string indent, bool isFirstInline = false)
    {
        foreach (var (key, value) in map.Entries)
        {
            text.Append(isFirstInline ? "" : indent).Append(Scalar(key)).Append(':');
            isFirstInline = false;
            WriteValue(text, value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, object value, string indent)
    {
        switch (value)
        {
            case YamlMap { Entries.Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                WriteMap(text, map, indent + "  ");
                break;
            case string or bool or long or YamlTruth:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
            case System.Collections.IEnumerable list:
                text.Append('\n');
                WriteList(text, list, indent + "  ");
                break;
        }
    }

    private static void WriteList(StringBuilder text, System.Collections.IEnumerable list, string indent)
    {
        foreach (var item in list)
        {
            text.Append(indent).Append("- ");
            if (item is YamlMap map)
            {
                WriteMap(text, map, indent + "  ", isFirstInline: true);
            }
            else
            {
                text.Append(Scalar(item)).Append('\n');
            }
        }
    }

    private static string Scalar(object value) => value switch
    {
        string plain when Plain().IsMatch(plain) && !Words.Contains(plain.ToLowerInvariant()) => plain,
        string other => Quote(other),
        true or YamlTruth { Value: true } => "true",
        YamlTruth => "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    // Begins with a letter or slash, so it is no number, date or port pair; a colon only inside, so it begins no map.
    [GeneratedRegex("^[A-Za-z/_](?:[A-Za-z0-9_./@+-]|:(?=[A-Za-z0-9_./@+-]))*$")]
    private static partial Regex Plain();
}
