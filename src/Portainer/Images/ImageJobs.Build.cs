using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;
using Portainer.Images.Build;
using Portainer.Images.BuildKit;
using Portainer.Images.Transfer;
using Portainer.Jobs;

namespace Portainer.Images;

/// <summary>Building images.</summary>
internal sealed partial class ImageJobs
{
    /// <summary><c>docker build</c> with live output (S58).</summary>
    /// <param name="upload">The context, when it comes from the browser.</param>
    /// <exception cref="BuildDraftException">The form cannot be sent as it is.</exception>
    public async Task<Job> BuildAsync(Caller caller, int endpointId, BuildDraft draft, Upload? upload, CancellationToken cancellationToken)
    {
        var parameters = draft.ToParameters();
        var typed = draft.Source == BuildSource.Text ? draft.Dockerfile : null;
        var secrets = draft.Secrets;
        var files = draft.SecretFiles;
        await gate.OpenAsync(caller, endpointId, Operation.BuildImage, cancellationToken);
        var title = parameters.Tags is [var first, ..] ? $"Build {first}" : "Build an image";
        return jobs.Start(caller, new("build", title) { EndpointId = endpointId, Icon = "code" }, async (open, token) =>
        {
            var progress = open.Hiding(secrets);
            var session = await gate.OpenAsync(caller, endpointId, Operation.BuildImage, token);
            parameters.Version ??= PrefersBuildKit(session.Endpoint.Facts) ? BuildDraft.BuildKit : null;
            var registries = await accounts.AllAsync(caller, token);
            await using var buildKit = parameters.Version == BuildDraft.BuildKit
                ? await BuildSession.OpenAsync(session.Client, (host, _) => Task.FromResult(AccountOf(registries, host)), files, token)
                : null;
            parameters.Session = buildKit?.Id;
            Task<EngineResult> BuildOf(Stream? context) => progress.FollowAsync(
                session.Client.Images.BuildImageFromDockerfileAsync(parameters, context, registries, token), token);
            var result = await HidingAsync(progress, () => upload is not null
                ? upload.UseAsync(progress, BuildOf, token)
                : BuildOf(typed is null ? null : DockerfileContext.Create(typed, time.GetUtcNow())));
            var name = parameters.Tags?.FirstOrDefault() ?? result.ImageId;
            if (name is not null)
            {
                progress.Link(ImageName.Href(endpointId, name));
            }

            return Outcome(parameters.Tags, result.ImageId, session.Endpoint.Name);
        });
    }

    // Since Docker 23 the client builds with BuildKit unless it is told not to; the API itself would still take the classic builder.
    private static bool PrefersBuildKit(EngineFacts? facts) =>
        facts is { IsPodman: false } && Version.TryParse(facts.ApiVersion, out var version) && version >= new Version(1, 42);

    /// <summary>BuildKit asks by the host it speaks to; accounts of Docker Hub are kept under the address the docker client uses.</summary>
    private static AuthConfig? AccountOf(IReadOnlyDictionary<string, AuthConfig>? registries, string host) =>
        registries?.GetValueOrDefault(host == "registry-1.docker.io" ? "https://index.docker.io/v1/" : host);

    // What a failed step says may well be its command with the arguments filled in.
    private static async Task<EngineResult> HidingAsync(JobProgress progress, Func<Task<EngineResult>> build)
    {
        try
        {
            return await build();
        }
        catch (JobFailedException failure)
        {
            throw new JobFailedException(progress.Hide(failure.Message));
        }
    }

    private static string Outcome(IList<string>? tags, string? imageId, string endpoint)
    {
        var id = imageId?.Split(':')[^1] is { Length: > 12 } digits ? digits[..12] : imageId;
        return tags is { Count: > 0 } ? $"Built {string.Join(", ", tags)}{(id is null ? "" : $" ({id})")} on {endpoint}." : $"Built {id ?? "the image"} on {endpoint}; it has no name.";
    }
}
