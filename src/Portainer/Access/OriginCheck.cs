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
        return trustedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsOurs(uri, request));
    }

    // No page can make a browser send the headers of a proxy to another origin unasked, so they can be believed here.
    private static bool IsOurs(Uri origin, HttpRequest request)
    {
        var forwarded = HostString.FromUriComponent(request.Headers["X-Forwarded-Host"].ToString().Split(',')[0].Trim());
        var proxied = forwarded.HasValue || request.Headers.ContainsKey("X-Forwarded-Proto");
        return Same(origin, request.Host, proxied) || Same(origin, forwarded, proxied);
    }

    // Proxies often pass the host on without its port.
    private static bool Same(Uri origin, HostString host, bool proxied) =>
        host.HasValue
        && origin.IdnHost.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? origin.Port == port : proxied || origin.IsDefaultPort);
}
