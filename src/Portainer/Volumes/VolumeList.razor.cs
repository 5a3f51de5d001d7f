using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Volumes;

/// <summary>All volumes of an endpoint, live; their sizes on demand. The filter, the chips and the order live in the URL.</summary>
public sealed partial class VolumeList
{
    private static readonly (string Id, string Text, Func<VolumeRow, bool> Holds)[] Kinds =
    [
        ("used", "In use", row => row.InUse),
        ("unused", "Unused", row => !row.InUse),
        ("anonymous", "Anonymous", row => row.IsAnonymous),
    ];

    private readonly Dictionary<string, Func<VolumeRow, Task>> _verbs;
    private DataTable<VolumeRow>? _table;
    private IReadOnlyList<ChipItem> _chips = [];
    private bool _hasStacks;
    private bool _isMeasuring;

    public VolumeList() => _verbs = new()
    {
        ["d"] = row => RemoveAsync([row]),
        ["f"] = row => Go(row, "/files"),
        ["i"] = row => Go(row, "?tab=inspect"),
    };

    private VolumeSizes.Measured? Measured => Sizes.Of(Endpoint);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Work.Changed += Redraw;
    }

    private protected override void Look()
    {
        base.Look();
        if (View?.Volumes is not { } volumes)
        {
            return;
        }

        var chosen = Query.Set("kind");
        _hasStacks = volumes.Any(row => row.Stack is not null);
        _chips =
        [
            .. Kinds.Select(kind => new ChipItem(kind.Id, kind.Text, volumes.Count(kind.Holds)))
                .Where(chip => chip.Count > 0 || chosen.Contains(chip.Id)),
        ];
    }

    protected override void Dispose(bool disposing)
    {
        Work.Changed -= Redraw;
        base.Dispose(disposing);
    }

    private static string Search(VolumeRow row) => $"{row.Stack} {Join(row.Labels)} {Join(row.Options)}";

    private static string Join(IReadOnlyDictionary<string, string> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>"local" says little of a volume that is a share.</summary>
    private static string DriverText(VolumeRow row) => row.Options.TryGetValue("type", out var type) && type is not ("none" or "") ? $"{row.Driver} ({type})" : row.Driver;

    private bool Allows(Operation operation) => AccessPolicy.Allows(Caller, Endpoint, operation);

    private bool Matches(VolumeRow row)
    {
        var chosen = Query.Set("kind");
        return chosen.Count == 0 || Kinds.Any(kind => chosen.Contains(kind.Id) && kind.Holds(row));
    }

    private object StampOf(VolumeRow row) => (Work.StampOf(row.Name), Measured?[row.Name]);

    private string Href(VolumeRow row) => VolumePaths.Of(Endpoint, row.Name);

    private void ClearFilter() => Query.Put(("q", null), ("kind", null));

    private Task Go(VolumeRow row, string view)
    {
        Navigation.NavigateTo(Href(row) + view);
        return Task.CompletedTask;
    }

    private async Task RemoveAsync(IReadOnlyList<VolumeRow> rows)
    {
        if (Allows(Operation.RemoveVolume) && await Removal.RunAsync(Caller, Endpoint, rows) && rows.Count > 1 && _table is not null)
        {
            await _table.ClearSelectionAsync();
        }
    }

    private async Task MeasureAsync()
    {
        _isMeasuring = true;
        try
        {
            await Sizes.MeasureAsync(Caller, Endpoint, Leaving);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Toasts.Error(failure.Message);
        }
        finally
        {
            _isMeasuring = false;
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
