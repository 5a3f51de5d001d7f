namespace Portainer.Access;

/// <summary>Tells the requests of a person's navigation from those of programs: only the former are served by a redirect.</summary>
internal static class PageRequest
{
    private static readonly PathString[] Programs = ["/api", "/hub", "/_blazor", "/_framework", "/lib"];

    public static bool Is(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.HttpContext.WebSockets.IsWebSocketRequest
        && !Array.Exists(Programs, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
