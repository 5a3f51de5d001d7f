using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Registries;

namespace Portainer.Gateway;

/// <summary>Failures of the gateway itself, in the shape of Portainer's; docker clients show the message. The engine's own pass as they are.</summary>
internal static class GatewayErrors
{
    public static async Task TellAsync(HttpContext context, Exception failure)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        // Too late for a sentence: what breaks off at least does not look complete.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var status = StatusOf(failure);
        context.Response.Clear();
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { message = failure.Message, details = DetailsOf(status) }, context.RequestAborted);
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        GatewayException refused => refused.Status,
        BadHttpRequestException bad => bad.StatusCode,
        AccessDeniedException => StatusCodes.Status403Forbidden,
        EndpointNotFoundException or ContainerNotFoundException or ObjectNotFoundException or RegistryNotFoundException => StatusCodes.Status404NotFound,
        RegistryAccountException => StatusCodes.Status403Forbidden,
        DockerApiException { StatusCode: var status } when (int)status >= 400 => (int)status,
        DockerConnectionException { Failure: ConnectionFailure.TimedOut } => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status502BadGateway,
    };

    private static string DetailsOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request was not passed on to the engine.",
        StatusCodes.Status403Forbidden => "Access denied",
        StatusCodes.Status404NotFound => "Not found",
        _ => ((HttpStatusCode)status).ToString(),
    };
}
