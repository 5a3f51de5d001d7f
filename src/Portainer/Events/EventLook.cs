using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Events;

/// <summary>How events read: tone and icon of an action, the details worth a column, the page of the object.</summary>
internal static class EventLook
{
    private static readonly Dictionary<string, (Tone Tone, string Icon)> Verbs = new()
    {
        ["create"] = (Tone.Info, "plus"),
        ["start"] = (Tone.Ok, "play"),
        ["unpause"] = (Tone.Ok, "play"),
        ["restart"] = (Tone.Ok, "restart"),
        ["pull"] = (Tone.Info, "download"),
        ["load"] = (Tone.Info, "download"),
        ["import"] = (Tone.Info, "download"),
        ["push"] = (Tone.Info, "upload"),
        ["save"] = (Tone.Info, "upload"),
        ["tag"] = (Tone.Info, "tag"),
        ["untag"] = (Tone.Neutral, "tag"),
        ["connect"] = (Tone.Info, "plug"),
        ["disconnect"] = (Tone.Neutral, "unplug"),
        ["mount"] = (Tone.Neutral, "volume"),
        ["unmount"] = (Tone.Neutral, "volume"),
        ["pause"] = (Tone.Warn, "pause"),
        ["stop"] = (Tone.Neutral, "stop"),
        ["kill"] = (Tone.Warn, "kill"),
        ["oom"] = (Tone.Danger, "memory"),
        ["destroy"] = (Tone.Neutral, "trash"),
        ["remove"] = (Tone.Neutral, "trash"),
        ["delete"] = (Tone.Neutral, "trash"),
        ["prune"] = (Tone.Neutral, "trash"),
        ["rename"] = (Tone.Info, "pencil"),
        ["update"] = (Tone.Info, "pencil"),
    };

    public static (Tone Tone, string Icon) Of(EngineEvent item) => item.Verb switch
    {
        "die" or "died" => item.Attributes.GetValueOrDefault("exitCode", "0") == "0" ? (Tone.Neutral, "stop") : (Tone.Danger, "stop"),
        "health_status" => item.Action.EndsWith("unhealthy", StringComparison.Ordinal) ? (Tone.Danger, "health") : (Tone.Ok, "heart"),
        var verb => Verbs.GetValueOrDefault(verb, (Tone.Neutral, "circle")),
    };

    /// <summary>"exit code 137, image nginx:latest".</summary>
    public static string Details(EngineEvent item) => string.Join(", ", item.Attributes
        .Where(pair => pair.Value.Length > 0 && !(pair.Key == "type" && item.Type == "network"))
        .OrderBy(pair => pair.Key == "exitCode" ? 0 : 1).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{Caption(pair.Key)} {(pair.Key == "container" ? Short(pair.Value) : pair.Value)}"));

    /// <summary>Where the object is looked at, if it is still there.</summary>
    public static string? Href(EngineEvent item, EndpointView view)
    {
        var root = $"endpoints/{view.Id}";
        return item.Type switch
        {
            "container" when view.FindContainer(item.ActorId) is { } row => ObjectPath.Container(view.Id, row.Name),
            "image" when view.Images?.Any(row => row.Id == item.ActorId || row.Tags.Contains(item.Name)) == true => ObjectPath.Image(view.Id, item.Name),
            "network" when view.Networks?.Any(row => row.Id == item.ActorId) == true => ObjectPath.Network(view.Id, item.Name),
            "volume" when view.Volumes?.Any(row => row.Name == item.ActorId) == true => ObjectPath.Volume(view.Id, item.ActorId),
            _ => null,
        };
    }

    /// <summary>Ids as people write them; names as they are.</summary>
    public static string Short(string id) => id.Length == 64 && id.All(char.IsAsciiHexDigitLower) ? id[..12]
        : id.StartsWith("sha256:", StringComparison.Ordinal) && id.Length > 19 ? id[7..19]
        : id;

    private static string Caption(string key) => key switch
    {
        "exitCode" => "exit code",
        "execDuration" => "after s:",
        "oldName" => "was",
        _ => key,
    };
}
