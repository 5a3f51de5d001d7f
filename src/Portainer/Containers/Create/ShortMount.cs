namespace Portainer.Containers.Create;

/// <summary>The text of <c>-v</c> and of HostConfig.Binds: source:target[:options].</summary>
internal static class ShortMount
{
    private static readonly string[] Propagations = ["shared", "slave", "private", "rshared", "rslave", "rprivate"];

    public static MountRow Parse(string text)
    {
        var parts = Parts(text);
        var row = parts.Count == 1 ? new MountRow { Target = parts[0] } : new MountRow { Source = parts[0], Target = parts[1] };
        row.Type = IsPath(row.Source) ? "bind" : "volume";
        foreach (var option in parts.Skip(2).SelectMany(part => part.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            Apply(row, option);
        }

        return row;
    }

    public static string Text(MountRow row)
    {
        string[] options =
        [
            row.ReadOnly ? "ro" : "", row.Relabel, row.Propagation, row.NoCopy ? "nocopy" : "", row.Options,
        ];
        var tail = string.Join(',', options.Where(option => option.Length > 0));
        return $"{row.Source.Trim()}:{row.Target.Trim()}{(tail.Length == 0 ? "" : ":" + tail)}";
    }

    /// <summary>A path of the host rather than the name of a volume.</summary>
    public static bool IsPath(string source) => source.Length > 0 && (source[0] is '/' or '.' or '~' or '\\' or '$' or '`' || IsDrive(source));

    private static void Apply(MountRow row, string option)
    {
        switch (option)
        {
            case "rw":
                break;
            case "ro":
                row.ReadOnly = true;
                break;
            case "z" or "Z":
                row.Relabel = option;
                break;
            case "nocopy":
                row.NoCopy = true;
                break;
            case var _ when Propagations.Contains(option):
                row.Propagation = option;
                break;
            default:
                row.Options = row.Options.Length == 0 ? option : $"{row.Options},{option}";
                break;
        }
    }

    // A single letter before a colon is a Windows drive: volume names have two characters or more.
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        foreach (var part in text.Split(':'))
        {
            if (parts.Count > 0 && parts[^1].Length == 1 && char.IsAsciiLetter(parts[^1][0]) && part.StartsWith('\\'))
            {
                parts[^1] = $"{parts[^1]}:{part}";
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static bool IsDrive(string source) => source.Length > 2 && char.IsAsciiLetter(source[0]) && source[1] == ':' && source[2] is '\\' or '/';
}
