using System.Text.RegularExpressions;
using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>One volume as a list shows it (<c>docker volume ls</c>). Its size is not here: the engine walks all files for that.</summary>
public sealed partial record VolumeRow
{
    private const string AnonymousLabel = "com.docker.volume.anonymous";

    public required string Name { get; init; }

    public required string Driver { get; init; }

    /// <summary>Folder on the engine's host.</summary>
    public required string Mountpoint { get; init; }

    /// <summary>local or global.</summary>
    public required string Scope { get; init; }

    /// <summary>Null where the driver does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Compose project or Swarm stack, from the labels; null for neither.</summary>
    public string? Stack { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Driver options.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>A container mounts it, whoever may see that container.</summary>
    public bool InUse { get; init; }

    /// <summary>Names of the containers that mount it (running or not), as far as the caller may see them.</summary>
    public NameList UsedBy { get; init; } = NameList.Empty;

    /// <summary>The engine named it. Engines before 23 do not label these; their name of 64 digits tells.</summary>
    public bool IsAnonymous => Labels.ContainsKey(AnonymousLabel) || MadeUp().IsMatch(Name);

    public static VolumeRow From(VolumeResponse volume) => new()
    {
        Name = volume.Name,
        Driver = volume.Driver,
        Mountpoint = volume.Mountpoint,
        Scope = volume.Scope,
        Created = volume.CreatedAt,
        Stack = ContainerText.Stack(volume.Labels),
        Labels = volume.Labels.AsReadOnly(),
        Options = volume.Options.AsReadOnly(),
    };

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex MadeUp();
}
