namespace Portainer.Ui;

/// <summary>The words engines use for states, each with its tone and icon.</summary>
internal static class StateWords
{
    private static readonly Dictionary<string, (Tone Tone, string Icon)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["running"] = (Tone.Ok, "play"),
        ["up"] = (Tone.Ok, "ok"),
        ["ready"] = (Tone.Ok, "ok"),
        ["healthy"] = (Tone.Ok, "heart"),
        ["exited"] = (Tone.Neutral, "stop"),
        ["stopped"] = (Tone.Neutral, "stop"),
        ["created"] = (Tone.Info, "circle"),
        ["starting"] = (Tone.Info, "clock"),
        ["connecting"] = (Tone.Info, "plug"),
        ["paused"] = (Tone.Warn, "pause"),
        ["restarting"] = (Tone.Warn, "restart"),
        ["removing"] = (Tone.Warn, "trash"),
        ["stopping"] = (Tone.Warn, "stop"),
        ["unhealthy"] = (Tone.Danger, "health"),
        ["dead"] = (Tone.Danger, "kill"),
        ["failed"] = (Tone.Danger, "error"),
        ["down"] = (Tone.Danger, "unplug"),
    };

    public static (Tone Tone, string Icon) Look(string word) => Known.GetValueOrDefault(word, (Tone.Neutral, "circle"));
}
