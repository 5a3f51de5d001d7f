using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Streaming.Logs;

/// <summary>The complete log as a file, passed on as the engine sends it: at no time is more than a buffer of it in memory.</summary>
internal static class LogDownload
{
    public static async Task<IResult> GetAsync(
        int id, string name, EngineGate gate, TimeProvider time, Callers callers, ClaimsPrincipal user, HttpContext context,
        bool timestamps = false, string? since = null, string? until = null, string? stream = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var session = await gate.OpenAsync(callers.Of(user), id, name, Operation.ReadContainerLogs, cancellationToken);
            var container = await session.Client.Containers.InspectContainerAsync(name, cancellationToken);
            await using var log = await session.Client.Containers.GetContainerLogsAsync(container.ID, container.Config.Tty, new()
            {
                ShowStdout = stream != "stderr",
                ShowStderr = stream != "stdout",
                Timestamps = timestamps,
                Since = since,
                Until = until,
            }, cancellationToken);
            await SendAsync(log, $"{container.Name.TrimStart('/')}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.log", context, cancellationToken);
            return Results.Empty;
        }
        catch (Exception failure) when (Failures.IsTellable(failure) && !context.Response.HasStarted)
        {
            return Results.Text(failure.Message, "text/plain; charset=utf-8", statusCode: StatusOf(failure));
        }
    }

    private static async Task SendAsync(ContainerLogStream log, string fileName, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        context.Response.Headers.CacheControl = "no-store";
        var body = context.Response.BodyWriter;
        await foreach (var chunk in log.ReadChunksAsync(cancellationToken))
        {
            await body.WriteAsync(chunk.Bytes, cancellationToken);
        }
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        AccessDeniedException => StatusCodes.Status403Forbidden,
        EndpointNotFoundException or ContainerNotFoundException => StatusCodes.Status404NotFound,
        DockerApiException refused => (int)refused.StatusCode,
        _ => StatusCodes.Status502BadGateway,
    };
}
