using Microsoft.Playwright;

namespace Portainer.EndToEnd.Harness;

public sealed record VisitOptions
{
    /// <summary>390 x 844 instead of 1440 x 900.</summary>
    public bool Phone { get; init; }

    public bool Dark { get; init; }

    /// <summary>Things appear without moving or fading in.</summary>
    public bool Still { get; init; }

    /// <summary>Cookies of a visit that signed in, see <see cref="Visit.CookiesAsync"/>.</summary>
    public string? Cookies { get; init; }

    internal BrowserNewContextOptions Context(Uri url) => new()
    {
        BaseURL = url.ToString(),
        ReducedMotion = Still ? ReducedMotion.Reduce : null,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
        HasTouch = Phone,
        StorageState = Cookies,
        Permissions = ["clipboard-read", "clipboard-write"],
    };
}
