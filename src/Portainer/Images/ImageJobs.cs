using Portainer.Access;
using Portainer.Engine;
using Portainer.Images.Transfer;
using Portainer.Jobs;

namespace Portainer.Images;

/// <summary>
/// What takes long with images: each is a job that goes on whoever leaves. The gate is asked before the job starts, so that a refusal is
/// told at once, and again inside it.
/// </summary>
internal sealed partial class ImageJobs(EngineGate gate, JobRunner jobs, ImageAccounts accounts, TimeProvider time)
{
    /// <summary><c>docker pull</c>. The name goes to the engine as it was typed, so that a wrong one is answered in the engine's words (R42).</summary>
    public async Task<Job> PullAsync(Caller caller, int endpointId, PullDraft draft, CancellationToken cancellationToken)
    {
        var name = draft.FullName;
        if (name.Length == 0)
        {
            throw new ImageNameException("", ImageName.Rule);
        }

        await gate.OpenAsync(caller, endpointId, Operation.PullImage, cancellationToken);
        var plan = new JobPlan("pull", $"Pull {name}") { EndpointId = endpointId };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            var session = await gate.OpenAsync(caller, endpointId, Operation.PullImage, token);
            var auth = await accounts.ForAsync(caller, name, draft.RegistryId, token);
            var parameters = new ImagesCreateParameters { FromImage = name, Platform = draft.PlatformOrNull };
            var end = new LastWord();
            await progress.FollowAsync(end.Note(session.Client.Images.CreateImageAsync(parameters, auth, token), token), token);
            var familiar = ImageReference.TryParse(name, out var reference) ? reference.Familiar : name;
            progress.Link(ImageName.Href(endpointId, familiar));
            return end.SaysUpToDate ? $"{familiar} is up to date on {session.Endpoint.Name}: nothing had to be downloaded." : $"{familiar} is on {session.Endpoint.Name}.";
        });
    }

    /// <summary><c>docker push</c>; with another <paramref name="target"/> than the image's own name it is tagged so first (R44).</summary>
    public async Task<Job> PushAsync(Caller caller, int endpointId, string image, string target, int? registryId, CancellationToken cancellationToken)
    {
        var reference = ImageName.Parse(target);
        await gate.OpenAsync(caller, endpointId, Operation.PushImage, cancellationToken);
        if (reference.Familiar != image)
        {
            await gate.OpenAsync(caller, endpointId, Operation.TagImage, cancellationToken);
        }

        var plan = new JobPlan("push", $"Push {reference.Familiar}") { EndpointId = endpointId, Icon = "upload", Href = ImageName.Href(endpointId, image) };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            var session = await gate.OpenAsync(caller, endpointId, Operation.PushImage, token);
            if (reference.Familiar != image)
            {
                progress.Status($"Tagging {image} as {reference.Familiar}");
                await session.Client.Images.TagImageAsync(image, new() { RepositoryName = reference.FamiliarName, Tag = reference.Tag }, token);
                progress.Link(ImageName.Href(endpointId, reference.Familiar));
            }

            var auth = await accounts.ForAsync(caller, reference.Familiar, registryId, token);
            var result = await progress.FollowAsync(session.Client.Images.PushImageAsync(reference.Familiar, new(), auth, token), token);
            return $"{reference.Familiar} is at {Registry(reference)}{(result.Digest is null ? "" : $" as {result.Digest}")}.";
        });
    }

    /// <summary>Moves images from one engine to another, piped: nothing is kept here on the way (S66, R90).</summary>
    /// <exception cref="ImageCopyException">Both are the same endpoint.</exception>
    public async Task<Job> CopyAsync(Caller caller, int fromId, int toId, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (fromId == toId)
        {
            throw new ImageCopyException("Nothing was copied: the images are on that endpoint already. Choose another one.");
        }

        var from = await gate.OpenAsync(caller, fromId, Operation.SaveImages, cancellationToken);
        var to = await gate.OpenAsync(caller, toId, Operation.LoadImages, cancellationToken);
        var what = names.Count == 1 ? names[0] : $"{names.Count} images";
        var plan = new JobPlan("copy", $"Copy {what} from {from.Endpoint.Name} to {to.Endpoint.Name}") { EndpointId = toId, Icon = "copy", Href = $"endpoints/{toId}/images" };
        return jobs.Start(caller, plan, async (progress, token) =>
        {
            var source = await gate.OpenAsync(caller, fromId, Operation.SaveImages, token);
            var target = await gate.OpenAsync(caller, toId, Operation.LoadImages, token);
            progress.Status($"{source.Endpoint.Name} packs the layers");
            await using var tar = new MeteredStream(await source.Client.Images.SaveImagesAsync([.. names], token), moved => progress.Step("moved", "Moved", moved));
            try
            {
                await progress.FollowAsync(target.Client.Images.LoadImageAsync(tar, token), token);
            }
            catch (Exception) when (tar.Failure is { } cause && !token.IsCancellationRequested)
            {
                throw new JobFailedException($"{source.Endpoint.Name} stopped sending before the end. {(Failures.IsTellable(cause) ? cause.Message : "The connection broke; try again.")}");
            }

            progress.Step("moved", "Moved", tar.Count, tar.Count, finished: true);
            if (names.Count == 1)
            {
                progress.Link(ImageName.Href(toId, names[0]));
            }

            return $"{what} {(names.Count == 1 ? "is" : "are")} on {target.Endpoint.Name}; {Ui.ByteText.Format(tar.Count)} were moved.";
        });
    }

    private static string Registry(ImageReference reference) => reference.Domain == ImageReference.DockerHub ? "Docker Hub" : reference.Domain;
}

/// <summary>The copy would go nowhere; the message says why.</summary>
internal sealed class ImageCopyException(string message) : TellableException(message);
