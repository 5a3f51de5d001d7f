namespace Portainer.Engine;

/// <summary>Images: building them.</summary>
public sealed partial class ImageOperations
{
    /// <summary>
    /// <c>docker build</c>: POST /build. The context is a tar (which may be compressed) or, with none, what
    /// <see cref="ImageBuildParameters.RemoteContext"/> names. A failed step is an item with an ErrorMessage.
    /// <para>
    /// BuildKit (version 2) needs no session for a tar whose base images the engine has or may pull without an account. It fails
    /// with "no active sessions" (seen on 20.10 and 28.5) for a base image behind an account, though <paramref name="registries"/>
    /// names it, and for RUN --mount=type=secret: for these it calls the client back over POST /session, which we do not offer. Pull
    /// private base images first, or build with version 1, which does use <paramref name="registries"/>. Not tried: registries that
    /// want a token even from anybody, such as Docker Hub.
    /// </para>
    /// </summary>
    public IAsyncEnumerable<JSONMessage> BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream? contextTar,
        IReadOnlyDictionary<string, AuthConfig>? registries = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var operation = parameters.Tags is [var first, ..] ? $"build {first}" : "build the image";
        var request = EngineRequest.Post("/build", operation, BuildQuery(parameters)) with
        {
            Headers = registries is null ? [] : [AuthConfig.Header(registries)],
            // A quiet build says nothing before its end.
            Patience = parameters.Quiet ? Timeout.InfiniteTimeSpan : null,
        };
        return Progress(contextTar is null ? request : request.With(contextTar), cancellationToken);
    }

    private static Query BuildQuery(ImageBuildParameters parameters) => new Query()
        .Add("version", parameters.Version)
        .Add("dockerfile", parameters.Dockerfile)
        .Add("remote", parameters.RemoteContext)
        .Add("t", parameters.Tags)
        .Add("target", parameters.Target)
        .Add("platform", parameters.Platform)
        .Add("networkmode", parameters.NetworkMode)
        .Add("extrahosts", parameters.ExtraHosts)
        .Add("nocache", parameters.NoCache)
        .Add("pull", parameters.Pull)
        .Add("squash", parameters.Squash)
        .Add("q", parameters.Quiet)
        .AddSwitch("rm", parameters.Remove)
        .Add("forcerm", parameters.ForceRemove)
        .Add("shmsize", parameters.ShmSize)
        .Add("memory", parameters.Memory)
        .Add("memswap", parameters.MemorySwap)
        .AddJson("buildargs", parameters.BuildArgs)
        .AddJson("labels", parameters.Labels)
        .AddJson("cachefrom", parameters.CacheFrom);
}
