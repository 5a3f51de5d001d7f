using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>Ctrl/Cmd+K. The browser opens it and moves through it; the circuit finds and runs.</summary>
public sealed partial class CommandPalette : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<CommandPalette>? _self;
    private IReadOnlyList<PaletteEntry> _entries = [];
    private IReadOnlyList<PaletteHit> _hits = [];
    private IReadOnlyList<string> _recent = [];
    private PaletteEntry? _inside;
    private string _query = "";
    private bool _loading;

    [Inject] private IEnumerable<IPaletteSource> Sources { get; set; } = default!;

    [Inject] private Browser Browser { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    /// <summary>The browser has opened the palette.</summary>
    [JSInvokable]
    public async Task Opened(string[] recent)
    {
        (_recent, _inside, _loading) = (recent, null, true);
        var lists = new List<PaletteEntry>();
        foreach (var source in Sources)
        {
            lists.AddRange(await source.ListAsync(_gone.Token));
        }

        // What was typed while the lists came in stays.
        (_entries, _loading) = (lists, false);
        Search(_query);
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Browser.InvokeAsync("registerPalette", _self);
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _self?.Dispose();
    }

    private void Search(string? query)
    {
        _query = query ?? "";
        _hits = _inside is { } entry
            ? [.. entry.Actions.Where(action => Matches(action.Text)).Select(action => new PaletteHit(entry, action, 0))]
            : PaletteRanking.Rank(_entries, _query, _recent);
        if (_query.Length == 0 && _inside is null)
        {
            GroupRecentFirst();
        }
    }

    private bool Matches(string text) => _query.Length == 0 || PaletteRanking.Score(text, _query) > 0;

    // Without a query the list reads as a menu: what was used lately, then group by group.
    private void GroupRecentFirst() => _hits =
    [
        .. _hits.Where(hit => _recent.Contains(hit.Entry.Id)).Take(5).Select(hit => hit with { Entry = hit.Entry with { Group = "Recent" } }),
        .. _hits.Where(hit => !_recent.Take(5).Contains(hit.Entry.Id)).GroupBy(hit => hit.Entry.Group).SelectMany(group => group.Take(8)),
    ];

    private Task EnterAsync(PaletteEntry entry)
    {
        _inside = entry;
        Search("");
        return Task.CompletedTask;
    }

    private Task LeaveAsync()
    {
        _inside = null;
        Search("");
        return Task.CompletedTask;
    }

    private async Task RunAsync(PaletteHit hit)
    {
        await Browser.InvokeAsync("closePalette");
        await Browser.InvokeAsync("remember", hit.Entry.Id);
        var (href, run) = hit.Action is { } action ? (action.Href, action.Run) : (hit.Entry.Href, hit.Entry.Run);
        if (href is not null)
        {
            Navigation.NavigateTo(href == "/" ? "" : href);
        }

        await RunSafelyAsync(run);
    }

    // An action from the palette has no page to fail on: its error is told in a toast.
    private async Task RunSafelyAsync(Func<Task>? run)
    {
        try
        {
            await (run?.Invoke() ?? Task.CompletedTask);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Toasts.Error(exception.Message);
        }
    }
}
