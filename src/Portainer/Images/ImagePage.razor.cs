using System.Net;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Images;

/// <summary>Everything inspect and history know of one image (R43, R45), read again whenever the live picture says that it changed.</summary>
public sealed partial class ImagePage
{
    private ImageInspectResponse? _image;
    private IReadOnlyList<ImageHistoryResponse> _layers = [];
    private byte[] _body = [];
    private string? _failure;
    private string _failureTitle = "";
    private string _pushed = "";
    private bool _pushes;
    private bool _copies;
    private object? _read;
    private (int Endpoint, string Name) _shown;

    /// <summary>A name with its tag, a digest or an id, from the route; slashes and all.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ImageRow? Row => View?.FindImage(Name) ?? (_image is null ? null : View?.FindImage(_image.ID));

    private bool IsTag => _image?.RepoTags.Contains(Name) == true;

    /// <summary>What a verb is about: the name of this page if it is one, else the image's first, else its id.</summary>
    private string First => IsTag ? Name : _image?.RepoTags.FirstOrDefault() ?? _image?.ID ?? Name;

    // With a name the archive keeps the names; with an id it has none.
    private IReadOnlyList<string> Exported => _image is { RepoTags.Count: > 0 } ? [.. _image.RepoTags] : [_image?.ID ?? Name];

    private IReadOnlyList<TabItem> TabItems =>
    [
        new("overview", "Overview", Icon: "info"),
        new("layers", "Layers", Count: _layers.Count > 0 ? _layers.Count : null, Icon: "rows"),
        new("inspect", "Inspect", Icon: "code"),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (MayAskEngine && _shown != (Endpoint, Name))
        {
            _shown = (Endpoint, Name);
            (_image, _failure) = (null, null);
            await LoadAsync();
            if (Query["do"] == "push" && _image is not null && Allows(Operation.PushImage))
            {
                PushOf(First);
            }
        }
    }

    private protected override void Look()
    {
        base.Look();
        var now = (object?)Row ?? "gone";
        if (_image is not null && !Equals(now, _read) && View?.Connection.State == ConnectionState.Up)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    private bool Allows(Operation operation) => AccessPolicy.Allows(Caller, Endpoint, operation);

    private async Task LoadAsync()
    {
        try
        {
            var body = await Actions.InspectRawAsync(Caller, Endpoint, Name, Leaving);
            var image = await Actions.InspectAsync(Caller, Endpoint, Name, Leaving);
            var layers = await Actions.HistoryAsync(Caller, Endpoint, Name, Leaving);
            (_body, _image, _layers, _failure) = (body, image, layers, null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DockerConnectionException) when (_image is not null)
        {
            // The banner tells it already; what was read stays on screen.
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            var isGone = failure is DockerApiException { StatusCode: HttpStatusCode.NotFound };
            _failureTitle = failure is AccessDeniedException ? "No permission" : isGone ? "No such image" : "The image could not be read";
            _failure = isGone ? $"{Name} is not on {View?.Name} (any more). It may have been removed or lost this name." : failure.Message;
        }

        _read = (object?)Row ?? "gone";
        StateHasChanged();
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
        await Actions.TagAsync(Caller, Endpoint, _image!.ID, name, CancellationToken.None);
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
