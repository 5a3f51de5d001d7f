namespace Portainer.Engine;

/// <summary>Images: building them.</summary>
public sealed partial class ImageOperations
{
    /// <summary>
    /// <c>docker build</c>: POST /build. The context is a tar (which may be compressed) or, with none, what
    /// <see cref="ImageBuildParameters.RemoteContext"/> names. A failed step is an item with an ErrorMessage.
    /// <para>
    /// BuildKit (version 2) needs no session for a tar whose base images the engine has or may pull without an account. For a base
    /// image behind an account (though <paramref name="registries"/> names it) and for RUN --mount=type=secret it calls the client
    /// back over <see cref="OpenBuildSessionAsync"/>, and fails with "no active sessions" without one (seen on 20.10 and 28.5).
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

    /// <summary>
    /// POST /session: the connection on which BuildKit asks the client for passwords and secrets while it builds. After the head the
    /// roles turn round: the engine is the client of HTTP/2 (gRPC) and we serve it. The second part is what it sent already.
    /// </summary>
    /// <param name="id">The <see cref="ImageBuildParameters.Session"/> of the build.</param>
    /// <param name="methods">gRPC methods we answer: "/moby.filesync.v1.Auth/Credentials".</param>
    public async Task<(Stream Connection, ReadOnlyMemory<byte> Received)> OpenBuildSessionAsync(
        string id, IEnumerable<string> methods, CancellationToken cancellationToken = default)
    {
        var request = EngineRequest.Post("/session", "open a build session") with
        {
            Upgrade = "h2c",
            Headers =
            [
                ("X-Docker-Expose-Session-Uuid", id),
                ("X-Docker-Expose-Session-Name", "portainer"),
                ("X-Docker-Expose-Session-Sharedkey", ""),
                .. methods.Select(method => ("X-Docker-Expose-Session-Grpc-Method", method)),
            ],
        };
        var (stream, head) = await HijackedConnection.OpenAsync(_transport, request, cancellationToken);
        return (stream, head.Behind);
    }

    private static Query BuildQuery(ImageBuildParameters parameters) => new Query()
        .Add("version", parameters.Version)
        .Add("session", parameters.Session)
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
