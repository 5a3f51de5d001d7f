namespace Portainer.Containers.Create;

/// <summary>The flags of a pasted command, long and short.</summary>
internal sealed partial class DockerRunCommand
{
    private void ReadFlag(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal))
        {
            ReadLetters(word[1..]);
            return;
        }

        var (name, value) = Csv.Pair(word[2..]);
        if (RunFlags.Find(name) is { } flag)
        {
            Apply(flag, "--" + name, value ?? (flag.IsSwitch ? "true" : Next("--" + name)));
        }
        else if (RunFlags.Aside.TryGetValue(name, out var aside))
        {
            _ = aside.TakesValue && value is null ? Next("--" + name) : null;
            Warn(aside.Sentence);
        }
        else
        {
            _warnings.Add($"{word} is not known here and is left out.");
        }
    }

    /// <summary>-itd, -p8080:80, -e=A=1: switches may stand together, and the rest of the word is the value of the first that takes one.</summary>
    private void ReadLetters(string letters)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var rest = letters[(at + 1)..];
            var flag = RunFlags.Find(letters[at]);
            if (flag is { IsSwitch: true } && !rest.StartsWith('='))
            {
                Apply(flag, $"-{letters[at]}", "true");
            }
            else if (flag is not null || letters[at] == 'a')
            {
                var value = rest.Length == 0 ? Next($"-{letters[at]}") : rest.TrimStart('=');
                Apply(flag, $"-{letters[at]}", value);
                return;
            }
            else if (letters[at] is not ('d' or 'q'))
            {
                _warnings.Add($"-{letters[at]} is not known here and is left out.");
            }
        }
    }

    private void Apply(RunFlag? flag, string name, string? value)
    {
        if (flag is null)
        {
            Warn(RunFlags.Aside["attach"].Sentence);
        }
        else if (value is not null)
        {
            TryApply(flag, name, value);
        }
    }

    private void TryApply(RunFlag flag, string name, string value)
    {
        try
        {
            flag.Apply(_draft, value);
        }
        catch (DraftException fault)
        {
            _warnings.Add($"{name} {value} could not be read: {fault.Message}");
        }
    }

    private string? Next(string flag)
    {
        if (_words.TryDequeue(out var value))
        {
            return value;
        }

        _warnings.Add($"{flag} has no value.");
        return null;
    }
}
