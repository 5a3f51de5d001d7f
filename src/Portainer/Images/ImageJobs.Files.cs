using Portainer.Access;
using Portainer.Engine;
using Portainer.Images.Transfer;
using Portainer.Jobs;

namespace Portainer.Images;

/// <summary>Images out of files that a browser sends.</summary>
internal sealed partial class ImageJobs
{
    /// <summary><c>docker load</c> of the file that comes.</summary>
    public async Task<Job> LoadAsync(Caller caller, int endpointId, Upload upload, string fileName, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, endpointId, Operation.LoadImages, cancellationToken);
        var plan = new JobPlan("load", $"Load {fileName}") { EndpointId = endpointId, Icon = "upload", Href = $"endpoints/{endpointId}/images" };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            var loaded = new LoadedNames();
            var session = await gate.OpenAsync(caller, endpointId, Operation.LoadImages, token);
            await upload.UseAsync(progress, tar => progress.FollowAsync(loaded.Note(session.Client.Images.LoadImageAsync(tar, token), token), token), token);
            if (loaded.Names is [var only])
            {
                progress.Link(ImageName.Href(endpointId, only));
            }

            return loaded.Names.Count == 0 ? $"{fileName} was loaded." : $"Loaded {string.Join(", ", loaded.Names)}.";
        });
    }

    /// <summary><c>docker import</c>: the file system in the file that comes becomes an image.</summary>
    public async Task<Job> ImportAsync(Caller caller, int endpointId, Upload upload, ImportDraft draft, CancellationToken cancellationToken)
    {
        var reference = draft.Name.Trim().Length == 0 ? null : ImageName.Parse(draft.Name);
        await gate.OpenAsync(caller, endpointId, Operation.LoadImages, cancellationToken);
        var plan = new JobPlan("import", $"Import {draft.FileName}") { EndpointId = endpointId, Icon = "upload", Href = $"endpoints/{endpointId}/images" };
        var parameters = new ImagesImportParameters
        {
            Repository = reference?.FamiliarName,
            Tag = reference?.Tag,
            Message = draft.Message.Trim() is { Length: > 0 } message ? message : null,
            Changes = draft.ChangeLines,
            Platform = draft.Platform.Trim() is { Length: > 0 } platform ? platform : null,
        };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            var session = await gate.OpenAsync(caller, endpointId, Operation.LoadImages, token);
            var end = new LastWord();
            await upload.UseAsync(progress, tar => progress.FollowAsync(end.Note(session.Client.Images.ImportImageAsync(parameters, tar, token), token), token), token);
            var name = reference?.Familiar ?? end.ImageId;
            if (name is not null)
            {
                progress.Link(ImageName.Href(endpointId, name));
            }

            return $"{draft.FileName} is an image now{(name is null ? "" : $": {name}")}.";
        });
    }
}
