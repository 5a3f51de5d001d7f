namespace Portainer.EndToEnd.Harness;

/// <summary>A browser, an engine nobody else uses, and a product that manages it as endpoint 1, with the administrator signed in.</summary>
public class EngineFixture : IAsyncLifetime
{
    private static int _count;
    private readonly string[] _options;

    public EngineFixture()
        : this([])
    {
    }

    protected EngineFixture(string[] options) => _options = options;

    public LabEngine Engine { get; private set; } = null!;

    public Product Product { get; private set; } = null!;

    /// <summary>Of an administrator who has signed in.</summary>
    public string Cookies { get; private set; } = null!;

    public BrowserFixture Browser { get; } = new();

    public virtual async Task InitializeAsync()
    {
        Engine = await Lab.StartEngineAsync($"web{Environment.ProcessId}-{Interlocked.Increment(ref _count)}", _options);
        Product = await Product.StartAsync("-H", $"unix://{Engine.Socket}");
        await Browser.InitializeAsync();
        var visit = await Visit.StartAsync(Browser.Browser, Product.Url, new());
        await visit.SignInAsync();
        Cookies = await visit.CookiesAsync();
        await visit.CloseAsync(GetType().Name);
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Product.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
