using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Images;

/// <summary>What is read of an image: inspect, as it is and taken apart, and its history.</summary>
public sealed record ImageSheet(byte[] Body, ImageInspectResponse Image, IReadOnlyList<ImageHistoryResponse> Layers);

/// <summary>Everything inspect and history know of one image (R43, R45), called by a name with its tag, a digest or an id, slashes and all.</summary>
public sealed partial class ImagePage
{
    private string _pushed = "";
    private bool _pushes;
    private bool _copies;
    private bool _runs;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    internal override string Kind => "image";

    private protected override string OtherFates => " or lost this name";

    private protected override object? Seen => Row;

    private ImageInspectResponse? Image => Found?.Image;

    private ImageRow? Row => View?.FindImage(Name) ?? (Image is null ? null : View?.FindImage(Image.ID));

    private IReadOnlyList<ContainerRow> Users => [.. (View?.Containers ?? []).Where(container => container.ImageId == Row?.Id)];

    private bool IsTag => Image?.RepoTags.Contains(Name) == true;

    /// <summary>What a verb is about: the name of this page if it is one, else the image's first, else its id.</summary>
    private string First => IsTag ? Name : Image?.RepoTags.FirstOrDefault() ?? Image?.ID ?? Name;

    // With a name the archive keeps the names; with an id it has none.
    private IReadOnlyList<string> Exported => Image is { RepoTags.Count: > 0 } ? [.. Image.RepoTags] : [Image?.ID ?? Name];

    private IReadOnlyList<TabItem> TabItems =>
    [
        new("overview", "Overview", Icon: "info"),
        new("layers", "Layers", Count: Found is { Layers.Count: > 0 } sheet ? sheet.Layers.Count : null, Icon: "rows"),
        new("inspect", "Inspect", Icon: "code"),
    ];

    private protected override async Task<ImageSheet> ReadAsync(CancellationToken cancellationToken) => new(
        await Actions.InspectRawAsync(Caller, Endpoint, Name, cancellationToken),
        await Actions.InspectAsync(Caller, Endpoint, Name, cancellationToken),
        await Actions.HistoryAsync(Caller, Endpoint, Name, cancellationToken));

    protected override async Task OnParametersSetAsync()
    {
        var before = Found;
        await base.OnParametersSetAsync();
        if (before != Found && Image is not null && Query["do"] == "push" && Allows(Operation.PushImage))
        {
            PushOf(First);
        }
    }

    private void Show(int job) => JobBox.Show(Query, job);

    private async Task PullAsync()
    {
        if (await Runner.PullAgainAsync(Caller, Endpoint, [Name]) is { } job)
        {
            Show(job.Id);
        }
    }

    private async Task CheckAsync()
    {
        if (Row is not null && await Runner.CheckAsync(Caller, Endpoint, [Row]) is { } job)
        {
            Show(job.Id);
        }
    }

    private void PushOf(string tag) => (_pushed, _pushes) = (tag, true);

    private async Task TagAsync(string name)
    {
        await Actions.TagAsync(Caller, Endpoint, Image!.ID, name, CancellationToken.None);
        await LoadAsync();
    }

    private Task<bool> TagLayerAsync((string Layer, string Name) wanted) =>
        Runner.TellAsync($"Tagged the layer as {wanted.Name}", () => Actions.TagAsync(Caller, Endpoint, wanted.Layer, wanted.Name, CancellationToken.None));

    private async Task UntagAsync(string tag)
    {
        if (Row is not { } row || !await Runner.UntagAsync(Caller, Endpoint, row, tag))
        {
            return;
        }

        var left = row.Tags.FirstOrDefault(other => other != tag);
        if (left is null)
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/images");
        }
        else if (tag == Name)
        {
            Navigation.NavigateTo(ImageName.Href(Endpoint, left), new NavigationOptions { ReplaceHistoryEntry = true });
        }
    }

    private async Task RemoveAsync(bool force)
    {
        if (Row is not null && await Runner.RemoveAsync(Caller, Endpoint, [Row], force))
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/images");
        }
    }
}
