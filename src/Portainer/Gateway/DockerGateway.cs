using Microsoft.AspNetCore.Identity;
using Portainer.Access;

namespace Portainer.Gateway;

/// <summary>
/// ANY /api/endpoints/{id}/docker/{path}: the Docker Engine API for whoever is allowed (portainer.md 3.6). Reads the request once and
/// strictly, asks <see cref="DockerRoutes"/> and the gate, and sends on what was checked.
/// </summary>
internal sealed class DockerGateway(Callers callers, EngineGate gate, Admission admission, RegistryCredentials credentials, Forwarder forwarder)
{
    /// <summary>Says which endpoint a build session is for.</summary>
    public const string EndpointHeader = "X-Portainer-Endpoint";

    // Longer than any command line a kernel takes.
    private const int MostOfUpgrade = 1024 * 1024;

    public Task HandleAsync(HttpContext context, int endpointId) => HandleAsync(context, () =>
    {
        var (path, query) = RawPath.Of(context, endpointId);
        return Read(context, endpointId, path, query);
    });

    /// <summary>
    /// POST /session and /grpc: docker clients open the connections of a BuildKit build at the root of the host, whatever path their
    /// DOCKER_HOST has. A header says for which endpoint; without it there has to be no choice.
    /// </summary>
    public Task HandleBuildAsync(HttpContext context, string path) => HandleAsync(context, () => Read(context, EndpointOf(context), path, context.Request.QueryString.Value ?? ""));

    private async Task HandleAsync(HttpContext context, Func<GatewayRequest> read)
    {
        try
        {
            DemandGenuine(context);
            var request = read();
            await admission.AdmitAsync(request);
            await credentials.SwapAsync(request);
            await (PassedHeaders.UpgradeOf(context.Request) is not null && request.Route is null or { Upgrades: true }
                ? TakeOverAsync(request)
                : forwarder.ForwardAsync(request));
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is EndOfStreamException or IOException or BadHttpRequestException)
        {
            await GatewayErrors.TellAsync(context, failure);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; the engine's request ended with it.
        }
    }

    private int EndpointOf(HttpContext context) =>
        int.TryParse(context.Request.Headers[EndpointHeader], out var id) ? id
        : gate.Views(callers.Of(context.User)) is [var only] ? only.Id
        : throw GatewayException.Unclear($"Say for which endpoint the build is, in a header: \"{EndpointHeader}\": \"1\" among the HttpHeaders of docker's config.json.");

    private GatewayRequest Read(HttpContext context, int endpointId, string raw, string rawQuery)
    {
        var path = DockerPath.Parse(raw);
        var match = DockerRoutes.Match(context.Request.Method, path);
        return new(context, callers.Of(context.User), endpointId, path, DockerQuery.Parse(rawQuery)) { Route = match?.Route, Target = match?.Target ?? "" };
    }

    private static async Task TakeOverAsync(GatewayRequest request)
    {
        if (request.Body is { } body)
        {
            await Takeover.ForwardAsync(request, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            return;
        }

        await Takeover.ForwardAsync(request, await BodyCheck.ReadAsync(request.Context.Request, MostOfUpgrade, request.Aborted));
    }

    /// <summary>A session's cookie comes with whatever page a browser has open, so what changes something has to say which page it is; OriginCheck has judged it.</summary>
    private static void DemandGenuine(HttpContext context)
    {
        var request = context.Request;
        var isSafe = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && PassedHeaders.UpgradeOf(request) is null;
        if (!isSafe && context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme && request.Headers.Origin.Count == 0)
        {
            throw GatewayException.Forbidden("Requests with a session's cookie that change something have to name their page in an Origin header. Programs use an API key instead.");
        }
    }
}
