using Portainer.Containers.Details;

namespace Portainer.Containers.Create;

/// <summary>A pasted command as a draft, and every part of it that has no place in one.</summary>
/// <param name="Draft">Null when the text is no command that creates a container; the first warning says why.</param>
internal sealed record PastedCommand(ContainerDraft? Draft, IReadOnlyList<string> Warnings);

/// <summary>Reads <c>docker run</c>, <c>docker create</c> and Podman's into a draft. Nothing is dropped without a word.</summary>
internal sealed partial class DockerRunCommand
{
    private static readonly string[] Programs = ["docker", "podman", "nerdctl"];
    private static readonly string[] GlobalValues = ["-H", "--host", "--context", "-c", "--config", "-l", "--log-level", "--tlscacert", "--tlscert", "--tlskey", "--url", "--connection", "-n", "--namespace"];

    private readonly Queue<string> _words;
    private readonly ContainerDraft _draft = new();
    private readonly List<string> _warnings = [];

    private DockerRunCommand(IEnumerable<string> words) => _words = new(words);

    public static PastedCommand Parse(string text)
    {
        try
        {
            var line = ShellLine.Read(text);
            var command = new DockerRunCommand(line.Words);
            command.WarnOf(line);
            return command.Read();
        }
        catch (DraftException fault)
        {
            return new(null, [fault.Message]);
        }
    }

    private void WarnOf(ShellLine line)
    {
        if (line.Expansions.Count > 0)
        {
            _warnings.Add($"{string.Join(", ", line.Expansions)} would have been filled in by your shell and stands here as written. Put in what it stands for.");
        }

        if (line.Rest.Length > 0)
        {
            _warnings.Add($"Only the first command is read. Left out: {line.Rest}");
        }
    }

    private PastedCommand Read()
    {
        if (!SkipToFlags())
        {
            return new(null, ["This is no docker run or docker create command."]);
        }

        while (_words.TryPeek(out var word) && word.StartsWith('-') && word.Length > 1)
        {
            _words.Dequeue();
            if (word == "--")
            {
                break;
            }

            ReadFlag(word);
        }

        _draft.Image = _words.TryDequeue(out var image) ? image : "";
        if (_draft.Image.Length == 0)
        {
            _warnings.Add("The command names no image.");
        }

        _draft.Command = CommandLine.Join(_words) ?? "";
        NetworkFlags.PlaceLinks(_draft);
        WarnOfContent();
        return new(_draft, _warnings);
    }

    /// <summary>Past a prompt, sudo, variables before the command and the client's own options. False when there is no run or create.</summary>
    private bool SkipToFlags()
    {
        while (_words.TryPeek(out var word) && !Programs.Contains(Program(word)) && word is not ("run" or "create" or "container") && !word.StartsWith('-'))
        {
            _words.Dequeue();
            if (word == "sudo")
            {
                SkipOptions([]);
            }
            else if (word is not ("$" or "#" or "%" or ">") && !word.Contains('=', StringComparison.Ordinal))
            {
                return false;
            }
        }

        if (_words.TryPeek(out var program) && Programs.Contains(Program(program)))
        {
            _words.Dequeue();
            SkipOptions(GlobalValues);
        }

        if (_words.TryPeek(out var container) && container == "container")
        {
            _words.Dequeue();
        }

        return _words.TryDequeue(out var verb) && verb is "run" or "create";
    }

    private void SkipOptions(string[] withValue)
    {
        while (_words.TryPeek(out var option) && option.StartsWith('-'))
        {
            _words.Dequeue();
            var value = withValue.Contains(option) && _words.TryDequeue(out var given) ? " " + given : "";
            if (withValue.Length > 0)
            {
                _warnings.Add($"{option}{value} is left out: the container is created on this endpoint.");
            }
        }
    }

    private void WarnOfContent()
    {
        foreach (var name in _draft.Environment.Where(row => row.Value is null).Select(row => row.Name))
        {
            _warnings.Add($"-e {name} takes its value from the shell the command is run in. Enter it here; without one the variable is taken away.");
        }

        foreach (var option in _draft.SecurityOptions.Where(option => option.StartsWith("seccomp=", StringComparison.Ordinal) && option.EndsWith(".json", StringComparison.Ordinal)))
        {
            _warnings.Add($"{option} is a file on your machine. Put the content of the profile in its place.");
        }
    }

    private void Warn(string? sentence)
    {
        if (sentence is not null)
        {
            _warnings.Add(sentence);
        }
    }

    private static string Program(string word) => Path.GetFileNameWithoutExtension(word);
}
