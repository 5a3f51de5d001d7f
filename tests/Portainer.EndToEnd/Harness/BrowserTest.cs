namespace Portainer.EndToEnd.Harness;

/// <summary>
/// Keeps what a test opened and closes it after the test: windows first, so that a window never sees its product die.
/// A fault of a page is reported beside the test's own failure, not in its place.
/// </summary>
public abstract class BrowserTest(BrowserFixture browser) : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];
    private readonly List<IAsyncDisposable> _rest = [];

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var faults = new List<string>();
        foreach (var visit in _visits)
        {
            faults.AddRange(await visit.CloseAsync(GetType().Name));
        }

        foreach (var other in Enumerable.Reverse(_rest))
        {
            await other.DisposeAsync();
        }

        Assert.True(faults.Count == 0, $"The pages of this test were not clean:\n{string.Join('\n', faults)}");
    }

    /// <summary>A window with cookies of its own.</summary>
    protected Task<Visit> VisitAsync(Product product, VisitOptions? options = null) => VisitAsync(product.Url, options);

    /// <summary>A window on a product that is reached at another address, with cookies of its own.</summary>
    protected async Task<Visit> VisitAsync(Uri url, VisitOptions? options = null)
    {
        var visit = await Visit.StartAsync(browser.Browser, url, options ?? new());
        _visits.Add(visit);
        return visit;
    }

    /// <summary>A product whose administrator is <see cref="Product.Administrator"/>.</summary>
    protected async Task<Product> StartProductAsync(params string[] arguments) => Keep(await Product.StartAsync(arguments));

    /// <summary>A product that nobody has set up.</summary>
    protected async Task<Product> StartNewProductAsync(params string[] arguments) => Keep(await Product.StartNewAsync(arguments));

    /// <summary>Disposes it after the test.</summary>
    protected T Keep<T>(T disposable)
        where T : IAsyncDisposable
    {
        _rest.Add(disposable);
        return disposable;
    }
}
