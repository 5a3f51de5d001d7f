using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portainer.Access;
using Portainer.Images.Transfer;
using Portainer.Ui;

namespace Portainer.Images.Build;

/// <summary>The form of <c>docker build</c>; the build itself is a job, shown above the form.</summary>
public sealed partial class ImageBuild
{
    /// <summary>No Dockerfile of a person is larger.</summary>
    private const long LargestDockerfile = 512 * 1024;

    private readonly BuildDraft _draft = new();
    private ElementReference _file;
    private string? _fileName;
    private string? _failure;
    private bool _isBusy;

    [Inject]
    private ImageJobs Jobs { get; set; } = null!;

    [Inject]
    private Uploads Uploads { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    private BuildSource Source => Query["from"] switch
    {
        "upload" => BuildSource.Upload,
        "git" => BuildSource.Remote,
        _ => BuildSource.Text,
    };

    private async Task ReadAsync(InputFileChangeEventArgs args)
    {
        try
        {
            using var reader = new StreamReader(args.File.OpenReadStream(LargestDockerfile));
            _draft.Dockerfile = await reader.ReadToEndAsync(Leaving);
            _failure = null;
        }
        catch (IOException)
        {
            _failure = $"{args.File.Name} was not read: a Dockerfile has at most {ByteText.Format(LargestDockerfile, binary: true)}. To send a whole context, choose Upload.";
        }
    }

    private async Task BuildAsync()
    {
        (_isBusy, _failure) = (true, null);
        _draft.Source = Source;
        try
        {
            if (Source == BuildSource.Upload && _fileName is null)
            {
                throw new BuildDraftException("Nothing was built: choose the archive with the context first.");
            }

            var upload = Source == BuildSource.Upload ? Uploads.Expect(Caller) : null;
            var job = await Jobs.BuildAsync(Caller, Endpoint, _draft, upload, CancellationToken.None);
            JobBox.Show(Query, job.Id);
            if (upload is not null)
            {
                await Browser.InvokeAsync("sendFile", _file, $"endpoints/{Endpoint}/images/upload/{upload.Ticket}");
            }
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failure = failure.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
