using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>The config of an image: what it runs and how it was made.</summary>
public sealed record RegistryImageConfig
{
    public DateTimeOffset? Created { get; init; }

    public string Author { get; init; } = "";

    /// <summary>os/arch[/variant].</summary>
    public string Platform { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Env { get; init; } = [];

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public IReadOnlyList<string> Cmd { get; init; } = [];

    public string User { get; init; } = "";

    public string WorkingDir { get; init; } = "";

    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>One line a step, the first first; steps that made no layer are marked.</summary>
    public IReadOnlyList<RegistryHistoryLine> History { get; init; } = [];

    [JsonIgnore]
    public ReadOnlyMemory<byte> Raw { get; init; }
}

/// <param name="CreatedBy">The command or the instruction.</param>
/// <param name="IsEmpty">It changed no file, so it made no layer.</param>
public sealed record RegistryHistoryLine(DateTimeOffset? Created, string CreatedBy, string Comment, bool IsEmpty);
