namespace Portainer.Ui;

/// <summary>Short notices at the edge of the screen. Successes go by themselves, errors wait to be read.</summary>
internal sealed class Toasts(TimeProvider clock)
{
    private const int Most = 4;
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly List<Toast> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (_lock)
            {
                return [.. _shown];
            }
        }
    }

    public void Success(string text, string? href = null, string? link = null) => Show(new Toast(Tone.Ok, text, href, link), Stay);

    public void Notice(string text, string? href = null, string? link = null) => Show(new Toast(Tone.Info, text, href, link), Stay);

    public void Warn(string text, string? href = null, string? link = null) => Show(new Toast(Tone.Warn, text, href, link), Stay * 2);

    public void Error(string text, string? href = null, string? link = null) => Show(new Toast(Tone.Danger, text, href, link), null);

    public void Dismiss(Toast toast)
    {
        lock (_lock)
        {
            _shown.Remove(toast);
        }

        Changed?.Invoke();
    }

    private void Show(Toast toast, TimeSpan? stay)
    {
        lock (_lock)
        {
            _shown.Add(toast);
            if (_shown.Count > Most)
            {
                _shown.RemoveAt(0);
            }
        }

        Changed?.Invoke();
        if (stay is { } time)
        {
            _ = DismissLaterAsync(toast, time);
        }
    }

    private async Task DismissLaterAsync(Toast toast, TimeSpan time)
    {
        await Task.Delay(time, clock);
        Dismiss(toast);
    }
}

/// <summary>Equal only to itself: the same words may be said twice.</summary>
public sealed class Toast(Tone tone, string text, string? href, string? link)
{
    public Tone Tone { get; } = tone;

    public string Text { get; } = text;

    public string? Href { get; } = href;

    public string? Link { get; } = link;
}
