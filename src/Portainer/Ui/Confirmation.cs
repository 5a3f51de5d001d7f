namespace Portainer.Ui;

/// <param name="Title">A question with the number of things: "Remove 3 containers?"</param>
/// <param name="Verb">The button: "Remove".</param>
public sealed record Confirmation(string Title, string Verb)
{
    /// <summary>What cannot be undone, in a sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>Exactly what dies, by name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Has to be typed first; for volumes and whole fleets only.</summary>
    public string? TypeToConfirm { get; init; }

    /// <summary>Switches shown in the dialog; read their <see cref="ConfirmOption.On"/> after the answer.</summary>
    public IReadOnlyList<ConfirmOption> Options { get; init; } = [];

    public bool Destructive { get; init; } = true;
}

public sealed class ConfirmOption(string text, string? hint = null, bool on = false)
{
    public string Text { get; } = text;

    public string? Hint { get; } = hint;

    public bool On { get; set; } = on;
}
