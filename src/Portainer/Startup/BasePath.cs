namespace Portainer.Startup;

/// <summary>
/// Serves below <c>--base-url</c>, whether the proxy in front strips the prefix or passes it on, and believes the proxy that
/// the browser came by https. A client that lies about either only deceives itself.
/// </summary>
internal sealed class BasePath(RequestDelegate next, string path)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(path, out var rest))
        {
            request.Path = rest.HasValue ? rest : "/";
        }

        request.PathBase = path;
        if (request.Headers["X-Forwarded-Proto"] == "https")
        {
            request.Scheme = "https";
        }

        return next(context);
    }
}
