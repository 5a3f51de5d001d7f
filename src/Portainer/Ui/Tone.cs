namespace Portainer.Ui;

/// <summary>What a colour says; never shown without an icon or a word beside it.</summary>
public enum Tone
{
    Neutral,
    Ok,
    Warn,
    Danger,
    Info,
    Accent,
}

internal static class ToneNames
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Warn => "warn",
        Tone.Danger => "danger",
        Tone.Info => "info",
        Tone.Accent => "accent",
        _ => "neutral",
    };
}
