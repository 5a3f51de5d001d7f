using System.Diagnostics;
using Microsoft.Playwright;
using Portainer.Engine;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>One engine, one browser, and what every benchmark does with them.</summary>
public sealed class Bench : IAsyncDisposable
{
    private static readonly ParallelOptions FourAtATime = new() { MaxDegreeOfParallelism = 4 };
    private readonly IPlaywright _playwright;

    private Bench(LabEngine engine, IPlaywright playwright, IBrowser browser, bool quick)
    {
        Engine = engine;
        Quick = quick;
        Client = new DockerClient(new() { Endpoint = $"unix://{engine.Socket}" });
        _playwright = playwright;
        Browser = browser;
    }

    public LabEngine Engine { get; }

    public DockerClient Client { get; }

    public IBrowser Browser { get; }

    public Report Report { get; } = new();

    /// <summary>A tenth of everything: to see that the benchmarks work, not for figures.</summary>
    public bool Quick { get; }

    public static async Task<Bench> StartAsync(bool quick)
    {
        var engine = await Lab.StartEngineAsync($"bench{Environment.ProcessId}");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Lab.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        return new(engine, playwright, browser, quick);
    }

    /// <summary>How many of something to measure with.</summary>
    public int Scale(int count) => Quick ? count / 10 : count;

    /// <summary>The product with the bench's engine as endpoint 1.</summary>
    public Task<Product> StartProductAsync() => Product.StartAsync("-H", $"unix://{Engine.Socket}");

    /// <summary>A window of somebody who has signed in.</summary>
    public async Task<IPage> SignInAsync(Product product)
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = product.Url.ToString(), BypassCSP = true, ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.FillAsync("#userName", Product.Administrator);
        await page.FillAsync("#password", Product.Password);
        await page.ClickAsync("button[type=submit].form-submit");
        await AliveAsync(page);
        return page;
    }

    public static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await AliveAsync(page);
    }

    /// <summary>The hub as the owner of a window sees it.</summary>
    public static async Task<HubSocket> ConnectHubAsync(Product product, IPage page)
    {
        ArgumentNullException.ThrowIfNull(product);
        return await HubSocket.ConnectAsync(product.Url, await CookieAsync(page));
    }

    /// <summary>The cookies of a window as a request header.</summary>
    public static async Task<string> CookieAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return string.Join("; ", (await page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    /// <summary>Creates containers bench-0000, bench-0001... up to a number, four at a time.</summary>
    public async Task HaveContainersAsync(int count)
    {
        var known = (await Client.Containers.ListContainersAsync(new() { All = true })).SelectMany(container => container.Names).ToHashSet();
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Where(number => !known.Contains($"/{Name(number)}")), FourAtATime, async (number, token) =>
            await Client.Containers.CreateContainerAsync(new() { Name = Name(number), Image = "lab/base:1", Cmd = ["sleep", "1000000"] }, token));
    }

    /// <summary>Starts the first of them, as many as the machine manages in three minutes; how many run.</summary>
    public async Task<int> StartContainersAsync(int count)
    {
        var patience = Stopwatch.StartNew();
        var started = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), FourAtATime, async (number, token) =>
        {
            if (patience.Elapsed < TimeSpan.FromMinutes(3))
            {
                await Client.Containers.StartContainerAsync(Name(number), cancellationToken: token);
                Interlocked.Increment(ref started);
            }
        });
        return started;
    }

    public async Task CloseWindowsAsync()
    {
        foreach (var context in Browser.Contexts.ToList())
        {
            await context.CloseAsync();
        }
    }

    public static string Name(int number) => $"bench-{number:0000}";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Browser.CloseAsync();
        _playwright.Dispose();
        await Engine.DisposeAsync();
    }

    /// <summary>Waits until the page's circuit is up.</summary>
    private static async Task AliveAsync(IPage page) =>
        await page.WaitForSelectorAsync("[data-interactive=true]", new() { State = WaitForSelectorState.Attached });
}
