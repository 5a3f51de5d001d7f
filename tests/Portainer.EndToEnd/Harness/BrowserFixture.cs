using Microsoft.Playwright;

namespace Portainer.EndToEnd.Harness;

/// <summary>One headless Chromium.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // Loopback only: a page that asks for anything outside fails to load it, and Visit reports it.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Visit.Patience);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Lab.Chromium, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        // Null when what a fixture does before has failed: that failure is to be told, not this one.
        await (Browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }
}
