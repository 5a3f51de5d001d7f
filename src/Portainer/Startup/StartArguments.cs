namespace Portainer.Startup;

/// <summary>The options as given: command line first, then environment. Nothing is interpreted yet.</summary>
internal sealed class StartArguments
{
    private readonly Dictionary<string, List<string>> _values = [];

    private StartArguments()
    {
    }

    /// <summary>The last value given, or null.</summary>
    public string? this[string flag] => _values.TryGetValue(flag, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string flag) => _values.TryGetValue(flag, out var values) ? values : [];

    public bool Has(string flag) => _values.ContainsKey(flag);

    /// <exception cref="StartException">A switch has another value than true or false.</exception>
    public bool IsOn(string flag) => this[flag]?.ToUpperInvariant() switch
    {
        null or "FALSE" or "0" => false,
        "TRUE" or "1" => true,
        _ => throw new StartException($"--{flag} is a switch: it takes true, false or nothing, not “{this[flag]}”.", StartException.WrongUsage),
    };

    /// <exception cref="StartException">A flag is unknown, or its value is missing.</exception>
    public static StartArguments Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var read = new StartArguments();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (flag, value) = Split(arguments[index]);
            if (value is null && !flag.IsSwitch)
            {
                index++;
                value = index < arguments.Count
                    ? arguments[index]
                    : throw new StartException($"{flag} needs a value: {flag} {flag.Value}.", StartException.WrongUsage);
            }

            read.Add(flag, value ?? "true");
        }

        foreach (var flag in StartFlag.All.Where(flag => flag.HasEnvironment && !read.Has(flag.Name)))
        {
            read.AddFromEnvironment(flag, environment);
        }

        return read;
    }

    private static (StartFlag Flag, string? Value) Split(string argument)
    {
        if (argument.StartsWith("--", StringComparison.Ordinal))
        {
            var parts = argument[2..].Split('=', 2);
            var flag = StartFlag.All.FirstOrDefault(flag => flag.Name == parts[0]) ?? throw UnknownFlag.For($"--{parts[0]}");
            return (flag, parts.ElementAtOrDefault(1));
        }

        if (argument.Length < 2 || argument[0] != '-')
        {
            throw new StartException(
                $"“{argument}” stands alone: every option begins with a dash. --help lists them.", StartException.WrongUsage);
        }

        var named = StartFlag.All.FirstOrDefault(flag => flag.Short == argument[1]) ?? throw UnknownFlag.For(argument[..2]);
        if (argument.Length > 2 && named.IsSwitch)
        {
            throw UnknownFlag.For(argument);
        }

        return (named, argument.Length == 2 ? null : argument[2..].TrimStart('='));
    }

    private void Add(StartFlag flag, string value)
    {
        if (_values.TryGetValue(flag.Name, out var values))
        {
            values.Add(value);
            return;
        }

        _values[flag.Name] = [value];
    }

    private void AddFromEnvironment(StartFlag flag, Func<string, string?> environment)
    {
        var value = environment(flag.Environment);
        if (string.IsNullOrEmpty(value) && flag.AlsoEnvironment is { } other)
        {
            value = environment(other);
        }

        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        foreach (var part in flag.Repeats ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value])
        {
            Add(flag, part);
        }
    }
}
