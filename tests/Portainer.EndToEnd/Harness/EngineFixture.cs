namespace Portainer.EndToEnd.Harness;

/// <summary>A browser, an engine nobody else uses, and a product that manages it as endpoint 1, with the administrator signed in.</summary>
public class EngineFixture : IAsyncLifetime
{
    private static int _count;
    private readonly BrowserFixture _browser = new();
    private readonly string[] _options;
    private string? _cookies;

    public EngineFixture()
        : this([])
    {
    }

    protected EngineFixture(string[] options) => _options = options;

    public LabEngine Engine { get; private set; } = null!;

    public Product Product { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Engine = await Lab.StartEngineAsync($"web{Environment.ProcessId}-{Interlocked.Increment(ref _count)}", _options);
        Product = await Product.StartAsync("-H", $"unix://{Engine.Socket}");
        await _browser.InitializeAsync();
        await using var visit = await _browser.VisitAsync(Product);
        await visit.SignInAsync();
        _cookies = await visit.CookiesAsync();
    }

    /// <summary>A window of the administrator.</summary>
    public Task<Visit> VisitAsync(VisitOptions? options = null) => _browser.VisitAsync(Product, (options ?? new()) with { Cookies = _cookies });

    public Task<string> DockerAsync(params string[] arguments) => Engine.DockerAsync(arguments);

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await Product.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
