using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Portainer.EndToEnd.Harness;

/// <summary>One person's window on the product. It notes when a page asks a foreign host for anything or a script fails.</summary>
public sealed class Visit
{
    /// <summary>How long a page may take for anything, in milliseconds: what is normally there at once comes late on a machine that runs other suites beside.</summary>
    internal const float Patience = 60_000;

    // What Blazor's script, its SignalR and the browser itself say of a connection that broke or could not be made.
    private static readonly string[] LostLine =
    [
        "ERR_", "WebSocket", "Connection disconnected", "negotiation", "in the 'Connected' State", "Failed to fetch", "Failed to start", "underlying connection",
        "available transports", "Server timeout elapsed", "error with the transport", "no longer available", "Connection closed", "Connection was stopped",
    ];

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly IBrowserContext _context;
    private readonly string _host;
    private volatile bool _isClosing;

    private Visit(IBrowserContext context, IPage page, Uri url)
    {
        _context = context;
        _host = url.Authority;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Lines that belong to the test, such as the 404 of a page it asked for.</summary>
    public ICollection<string> Expected { get; } = [];

    /// <summary>Hosts that the test itself sends the browser to.</summary>
    public ICollection<string> Elsewhere { get; } = [];

    internal static async Task<Visit> StartAsync(IBrowser browser, Uri url, VisitOptions options)
    {
        var context = await browser.NewContextAsync(options.Context(url));
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(context, await context.NewPageAsync(), url);
        visit.Watch();
        return visit;
    }

    /// <summary>The test cuts this window's line: what scripts and browser say of that is no fault.</summary>
    public void ExpectLostLine()
    {
        foreach (var words in LostLine)
        {
            Expected.Add(words);
        }
    }

    /// <summary>Goes to an address of the product and waits until the page is alive.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await AliveAsync();
    }

    /// <summary>Waits until the page's circuit is up: before that a click is lost.</summary>
    public Task AliveAsync() =>
        Page.WaitForSelectorAsync("[data-interactive=true]", new() { State = WaitForSelectorState.Attached });

    public async Task SignInAsync(string password = Product.Password)
    {
        await Page.GotoAsync("sign-in");
        await SubmitSignInAsync(password);
        await AliveAsync();
    }

    /// <summary>Fills in the page of the first start, with the token where one is asked for.</summary>
    public async Task SetUpAsync(string? token = null, string password = Product.Password)
    {
        await Page.GotoAsync("setup");
        if (token is not null)
        {
            await Page.FillAsync("#token", token);
        }

        await Page.FillAsync("#password", password);
        await Page.FillAsync("#repeated", password);
        await Page.ClickAsync("button[type=submit].form-submit");
    }

    /// <summary>Signs in on the page that a successful set-up leads to.</summary>
    public async Task SignInAfterSetUpAsync()
    {
        // The form of the set-up has the same fields.
        await Page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        await SubmitSignInAsync(Product.Password);
        await AliveAsync();
    }

    /// <summary>Fills in the sign-in form that is on the screen.</summary>
    public async Task SubmitSignInAsync(string password, string userName = Product.Administrator)
    {
        await Page.FillAsync("#userName", userName);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("button[type=submit].form-submit");
    }

    /// <summary>Signs out with the form that the menu shows.</summary>
    public async Task SignOutAsync()
    {
        await Page.EvalOnSelectorAsync("form[action$='sign-out']", "form => form.requestSubmit()");
        await Page.WaitForSelectorAsync("#password");
    }

    /// <summary>Cookies and storage, to hand to the next visit.</summary>
    public Task<string> CookiesAsync() => _context.StorageStateAsync();

    public async Task ShotAsync(string name)
    {
        if (!Page.IsClosed && Artifacts.PathOf($"{name}.png") is { } path)
        {
            await Page.ScreenshotAsync(new() { Path = path });
        }
    }

    /// <summary>Closes the window; what was wrong with its pages.</summary>
    internal async Task<IReadOnlyList<string>> CloseAsync(string test)
    {
        await ShotAsync($"last-{test}-{Guid.NewGuid():N}");
        _isClosing = true;
        await _context.CloseAsync();
        return [.. _faults.Where(fault => !Expected.Any(fault.Contains)).Distinct()];
    }

    private void Watch()
    {
        _context.Request += (_, request) => NoteRequest(request.Url);
        Page.WebSocket += (_, socket) => NoteRequest(socket.Url);
        Page.PageError += (_, error) => Note($"script error: {error}");
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Note($"console: {message.Text} ({message.Location})");
            }
        };
    }

    private void NoteRequest(string url)
    {
        var uri = new Uri(url);
        if (uri.Scheme is not ("data" or "blob" or "about") && uri.Authority != _host && !Elsewhere.Contains(uri.Host))
        {
            Note($"foreign request: {url}");
        }
    }

    // Whatever the page was in the middle of breaks off when its window closes.
    private void Note(string fault)
    {
        if (!_isClosing)
        {
            _faults.Enqueue(fault);
        }
    }
}
