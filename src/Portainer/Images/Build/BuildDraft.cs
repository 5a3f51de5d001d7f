using System.Text;
using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Images.Build;

/// <summary>Where the context of a build comes from.</summary>
public enum BuildSource
{
    /// <summary>A Dockerfile that was typed, and nothing else.</summary>
    Text,

    /// <summary>A tar that the browser sends.</summary>
    Upload,

    /// <summary>A Git repository or another URL, which the engine fetches.</summary>
    Remote,
}

/// <summary>What a person fills in to build an image (S58).</summary>
public sealed class BuildDraft
{
    public const string Example = "FROM busybox:latest\nRUN echo hello > /hello\nCMD [\"cat\", \"/hello\"]\n";

    /// <summary>The <see cref="Builder"/> that knows secrets.</summary>
    public const int BuildKit = 2;

    public BuildSource Source { get; set; }

    public string Dockerfile { get; set; } = Example;

    /// <summary>Within the context; empty: "Dockerfile".</summary>
    public string DockerfilePath { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>One name a line or between commas.</summary>
    public string Names { get; set; } = "";

    public IList<BuildPair> Arguments { get; } = [];

    /// <summary>For <c>RUN --mount=type=secret,id=NAME</c>: there while a step runs, not in the image nor in its history. BuildKit only.</summary>
    public IList<BuildPair> SecretMounts { get; } = [];

    public IList<BuildPair> Labels { get; } = [];

    public string Target { get; set; } = "";

    public string Platform { get; set; } = "";

    public string Network { get; set; } = "";

    public bool NoCache { get; set; }

    public bool Pull { get; set; }

    /// <summary>1: classic, 2: BuildKit, null: the engine's choice.</summary>
    public int? Builder { get; set; }

    public IReadOnlyList<string> NameList =>
        Names.Split(['\n', ',', ' ', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Values that no output may show; shorter ones occur in any text.</summary>
    internal IReadOnlyList<string> Secrets =>
        [.. Arguments.Where(pair => pair.LooksSecret).Concat(SecretMounts).Where(pair => pair.Value.Length >= 4).Select(pair => pair.Value)];

    internal IReadOnlyDictionary<string, byte[]> SecretFiles =>
        SecretMounts.Where(pair => pair.IsSet).ToDictionary(pair => pair.Name.Trim(), pair => Encoding.UTF8.GetBytes(pair.Value));

    /// <exception cref="BuildDraftException">Something is missing or no name.</exception>
    internal ImageBuildParameters ToParameters()
    {
        Check();
        return new()
        {
            Dockerfile = Source == BuildSource.Text ? null : Text(DockerfilePath),
            RemoteContext = Source == BuildSource.Remote ? Url.Trim() : null,
            Tags = NameList.Count == 0 ? null : [.. NameList.Select(name => ImageName.Parse(name).Familiar)],
            BuildArgs = Arguments.Any(pair => pair.IsSet) ? Arguments.Where(pair => pair.IsSet).ToDictionary(pair => pair.Name.Trim(), string? (pair) => pair.Value) : null,
            Labels = Labels.Any(pair => pair.IsSet) ? Labels.Where(pair => pair.IsSet).ToDictionary(pair => pair.Name.Trim(), pair => pair.Value) : null,
            Target = Text(Target),
            Platform = Text(Platform),
            NetworkMode = Text(Network),
            NoCache = NoCache,
            Pull = Pull,
            Version = Builder ?? (SecretMounts.Any(pair => pair.IsSet) ? BuildKit : null),
            ForceRemove = true,
        };
    }

    private void Check()
    {
        if (Source == BuildSource.Text && Dockerfile.Trim().Length == 0)
        {
            throw new BuildDraftException("Nothing was built: the Dockerfile is empty.");
        }

        if (Source == BuildSource.Remote && Url.Trim().Length == 0)
        {
            throw new BuildDraftException("Nothing was built: enter the address of the repository or archive.");
        }

        if (Twice(Arguments) is { } argument)
        {
            throw new BuildDraftException($"Nothing was built: the argument {argument} is there twice.");
        }

        if (Twice(SecretMounts) is { } secret)
        {
            throw new BuildDraftException($"Nothing was built: the secret {secret} is there twice.");
        }

        if (Builder == 1 && SecretMounts.Any(pair => pair.IsSet))
        {
            throw new BuildDraftException("Nothing was built: the classic builder knows no secrets. Choose BuildKit, or take them out.");
        }

        if (Twice(Labels) is { } label)
        {
            throw new BuildDraftException($"Nothing was built: the label {label} is there twice.");
        }
    }

    private static string? Twice(IEnumerable<BuildPair> pairs) =>
        pairs.Where(pair => pair.IsSet).GroupBy(pair => pair.Name.Trim(), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static string? Text(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>An argument or a label.</summary>
public sealed class BuildPair
{
    private static readonly string[] SecretWords = ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH", "PRIVATE"];

    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    public bool IsSet => Name.Trim().Length > 0;

    /// <summary>Its value is not for everybody's eyes.</summary>
    public bool LooksSecret => Array.Exists(SecretWords, word => Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The form cannot be sent as it is; the message says why.</summary>
internal sealed class BuildDraftException(string message) : TellableException(message);
