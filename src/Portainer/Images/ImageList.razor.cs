using Portainer.Access;
using Portainer.Fleet;
using Portainer.Images.Updates;
using Portainer.Jobs;
using Portainer.Ui.Table;

namespace Portainer.Images;

/// <summary>All images of an endpoint, live; the job in view lives in the URL, as filter, chips and order do.</summary>
public sealed partial class ImageList
{
    private readonly Dictionary<string, Func<ImageRow, Task>> _verbs;
    private readonly Facets<ImageRow> _uses;
    private IReadOnlyList<string> _copied = [];
    private ImagePattern _pattern = ImagePattern.Parse("");
    private bool _copies;
    private bool _schedules;

    public ImageList()
    {
        _verbs = new() { ["d"] = row => RemoveAsync([row], false), ["p"] = row => PullAsync([row]) };
        _uses = new(
            "use",
            new("used", "In use", row => row.InUse),
            new("unused", "Unused", row => !row.InUse),
            new("dangling", "Dangling", row => row.IsDangling),
            new("newer", "Newer available", row => Updates.Of(Endpoint, row).State == UpdateState.Newer));
    }

    private protected override Facets<ImageRow> Facets => _uses;

    private protected override IReadOnlyList<ImageRow>? All => View?.Images;

    /// <summary>Where a container of this image is set up.</summary>
    public static string RunHref(int endpoint, string image) => $"endpoints/{endpoint}/containers/new?image={Uri.EscapeDataString(image)}";

    /// <summary>The download of these images as one archive.</summary>
    public static string SaveHref(int endpoint, IEnumerable<string> names) =>
        $"endpoints/{endpoint}/images/save?{string.Join('&', names.Select(name => $"name={Uri.EscapeDataString(name)}"))}";

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            _ = FollowUpdatesAsync();
        }
    }

    private protected override void Look()
    {
        base.Look();
        _pattern = ImagePattern.Parse(Query["q"]);
    }

    // The pattern first: it is what the search box says.
    private bool IsShown(ImageRow row) => _pattern.Matches(row) && Matches(row);

    private string Href(ImageRow row) => ImageName.Href(Endpoint, row.Name);

    private string SaveHref(IReadOnlyList<ImageRow> rows) => SaveHref(Endpoint, Names(rows));

    // A name keeps its tag in the archive; an id would lose all of them.
    private static IEnumerable<string> Names(IEnumerable<ImageRow> rows) => rows.SelectMany(row => row.IsDangling ? [row.Id] : row.Tags.AsEnumerable());

    private static string Search(ImageRow row) =>
        $"{row.Id} {string.Join(' ', row.Digests)} {string.Join(' ', row.Labels.Select(label => $"{label.Key}={label.Value}"))}";

    /// <summary>By state: what is in use first, what can go last.</summary>
    private static int Order(ImageRow row) => row.InUse ? 0 : row.IsDangling ? 2 : 1;

    private object StampOf(ImageRow row) => (WorkStamp(row.Id), Updates.Of(Endpoint, row));

    private void Show(int job) => JobBox.Show(Query, job);

    private void ShowStarted(Job? job)
    {
        if (job is not null)
        {
            Show(job.Id);
        }
    }

    private Task RemoveAsync(IReadOnlyList<ImageRow> rows, bool force) =>
        ActAsync(Operation.RemoveImage, rows, () => Runner.RemoveAsync(Caller, Endpoint, rows, force));

    private async Task PullAsync(IReadOnlyList<ImageRow> rows)
    {
        if (Allows(Operation.PullImage))
        {
            ShowStarted(await Runner.PullAgainAsync(Caller, Endpoint, [.. rows.SelectMany(row => row.Tags)]));
        }
    }

    private async Task CheckAsync(IReadOnlyList<ImageRow>? rows) => ShowStarted(await Runner.CheckAsync(Caller, Endpoint, rows));

    private void Copy(IReadOnlyList<ImageRow> rows) => (_copied, _copies) = ([.. Names(rows)], true);

    private async Task FollowUpdatesAsync()
    {
        try
        {
            await foreach (var _ in Updates.Changes.ReadAsync(TimeSpan.FromMilliseconds(250), Leaving))
            {
                await InvokeAsync(() =>
                {
                    Look();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
