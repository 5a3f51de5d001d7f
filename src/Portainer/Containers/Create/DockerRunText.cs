using Portainer.Containers.Details;

namespace Portainer.Containers.Create;

/// <summary>The <c>docker run</c> command that makes the container of a draft.</summary>
internal static class DockerRunText
{
    private const int OneLine = 80;

    /// <summary>One flag a line when it is long. A field that cannot be read stands in it as typed.</summary>
    public static string From(ContainerDraft draft)
    {
        List<string> parts = ["docker run -d", .. RunFlags.All.SelectMany(flag => Flags(flag, draft)), Tail(draft)];
        var line = string.Join(' ', parts);
        return line.Length <= OneLine ? line : string.Join(" \\\n  ", parts);
    }

    private static IEnumerable<string> Flags(RunFlag flag, ContainerDraft draft) => ValuesOf(flag, draft).Select(value =>
        flag.IsSwitch ? value == "true" ? $"--{flag.Name}" : $"--{flag.Name}={value}"
        : $"{(flag.Short == '\0' ? "--" + flag.Name : $"-{flag.Short}")} {CommandLine.Join([value])}");

    private static string Tail(ContainerDraft draft)
    {
        var image = draft.Image.Trim() is { Length: > 0 } some ? CommandLine.Join([some])! : "IMAGE";
        var words = Words(draft.Entrypoint).Skip(1).Concat(Words(draft.Command));
        return CommandLine.Join(words) is { } command ? $"{image} {command}" : image;
    }

    private static IEnumerable<string> ValuesOf(RunFlag flag, ContainerDraft draft)
    {
        try
        {
            return [.. flag.Values(draft)];
        }
        catch (DraftException)
        {
            // The form says what is wrong with it, beside the field.
            return [];
        }
    }

    private static List<string> Words(string? line)
    {
        try
        {
            return ShellWords.Split(nameof(ContainerDraft.Command), line ?? "");
        }
        catch (DraftException)
        {
            return [line!];
        }
    }
}
