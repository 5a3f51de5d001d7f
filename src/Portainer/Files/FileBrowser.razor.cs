using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Ui;
using Portainer.Ui.Table;

namespace Portainer.Files;

/// <summary>The files of a container or volume: a folder as a table, a file as its text. The path is in the URL.</summary>
public sealed partial class FileBrowser
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Dictionary<string, Func<FileEntry, Task>> _verbs;
    private DataTable<FileEntry>? _table;
    private CancellationTokenSource? _loading;
    private DotNetObjectReference<FileBrowser>? _page;
    private HelperContainers.Lease? _lease;
    private FileListing? _listing;
    private FileFacts? _facts;
    private FileQuestion? _question;
    private FileEntry? _asked;
    private string _path = FilePath.Root;
    private string? _token;
    private string? _failure;
    private string _failureTitle = "";
    private bool _asksForImage;
    private bool _isBusy;
    private (FileTarget Target, string Path)? _shown;

    public FileBrowser() => _verbs = new()
    {
        ["d"] = entry => MayWrite ? DeleteAsync([entry]) : Task.CompletedTask,
        ["r"] = entry =>
        {
            Ask(FileQuestion.Rename, entry);
            return InvokeAsync(StateHasChanged);
        },
    };

    [Parameter, EditorRequired]
    public FileTarget Target { get; set; } = null!;

    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>Said above the list when nothing else is: what works how here.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Further buttons of the toolbar.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    [Inject]
    private FileActions Actions { get; set; } = null!;

    [Inject]
    private QueryState Query { get; set; } = null!;

    [Inject]
    private Confirmations Confirmations { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private AntiforgeryStateProvider Antiforgery { get; set; } = null!;

    private bool MayWrite => FileActions.MayWrite(Caller, Target);

    private string? Note => _listing?.Note ?? (_lease is { Helper: { IsRunning: false } helper }
        ? $"Seen through a container of {helper.Image} that cannot run programs. Renaming and deleting need an image with mv and rm in it on this engine, such as busybox or alpine."
        : Hint);

    private object UploadOptions => new { url = Target.Route("upload", _path), token = _token, text = "Upload", multiple = true, accept = "", page = _page };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _loading?.Dispose();
        _page?.Dispose();
        _ = ReleaseAsync();
    }

    /// <summary>Called by client/src/files/uploads.ts after each file.</summary>
    [JSInvokable]
    public Task UploadedAsync(string name, string answer) => InvokeAsync(async () =>
    {
        Toasts.Success($"Uploaded {name}");
        await LoadAsync();
        StateHasChanged();
    });

    protected override async Task OnParametersSetAsync()
    {
        _path = FilePath.Normalize(Query["path"]);
        if (!RendererInfo.IsInteractive || _shown == (Target, _path))
        {
            return;
        }

        _page ??= DotNetObjectReference.Create(this);
        _token ??= Antiforgery.GetAntiforgeryToken()?.Value;
        if (_shown is { } before && before.Target != Target)
        {
            await ReleaseAsync();
        }

        _shown = (Target, _path);
        // From folder to folder the table stays; what is a file or a folder is not known before it was looked at.
        (_listing, _facts) = (null, _facts is { IsFolder: true } ? _facts : null);
        await LoadAsync();
    }

    private static string IconOf(FileEntry entry) => entry.Kind switch
    {
        FileKind.Folder => "folder",
        FileKind.Link => "link",
        FileKind.Other => "plug",
        _ => "file",
    };

    private string PathOf(FileEntry entry) => FilePath.Join(_path, entry.Name);

    private string Href(FileEntry entry) => Target.At(PathOf(entry));

    private async Task LoadAsync()
    {
        _loading?.Cancel();
        _loading?.Dispose();
        var loading = _loading = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        try
        {
            (_failure, _asksForImage) = (null, false);
            await ReadAsync(_path, loading.Token);
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Tell(failure);
        }
    }

    private async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (Target.IsVolume && _lease is null)
        {
            var lease = await Actions.HoldAsync(Caller, Target, cancellationToken);
            if (_leaving.IsCancellationRequested)
            {
                await lease.DisposeAsync();
                return;
            }

            _lease = lease;
        }

        await using var place = await Actions.ReadAsync(Caller, Target, cancellationToken);
        var facts = await place.LookAsync(path, cancellationToken);
        var listing = facts.IsFolder ? await place.ListAsync(path, cancellationToken) : null;
        (_facts, _listing) = (facts, listing);
    }

    private void Tell(Exception failure)
    {
        _asksForImage = failure is NoHelperImageException;
        var isGone = failure is FileNotThereException or ContainerNotFoundException or DockerApiException { StatusCode: HttpStatusCode.NotFound };
        _failureTitle = failure is AccessDeniedException ? "No permission" : isGone ? "Not there" : "The folder could not be read";
        _failure = failure.Message;
    }

    private async Task ReleaseAsync()
    {
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
        {
            await lease.DisposeAsync();
        }
    }
}
