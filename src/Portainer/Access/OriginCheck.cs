namespace Portainer.Access;

/// <summary>
/// Refuses what a page of another origin sends: posts, and WebSockets, which carry our cookie from any other port of the same
/// host - and other ports of the same host are exactly where the containers of our users are published.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IReadOnlyList<string> trustedOrigins)
{
    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS", "TRACE"];

    public Task InvokeAsync(HttpContext context)
    {
        if (IsAcceptable(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new
        {
            message = "Origin invalid",
            details = $"The request comes from a page of {context.Request.Headers.Origin}. If that is this product behind a proxy that changes the Host header, name it in --trusted-origins.",
        });
    }

    private bool IsAcceptable(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || (Safe.Contains(request.Method) && !context.WebSockets.IsWebSocketRequest))
        {
            return true;
        }

        // The scheme is left out: a proxy that ends TLS speaks plain HTTP to us.
        return (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && Same(uri, request.Host))
            || trustedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Same(Uri origin, HostString host) =>
        origin.IdnHost.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? origin.Port == port : origin.IsDefaultPort);
}
