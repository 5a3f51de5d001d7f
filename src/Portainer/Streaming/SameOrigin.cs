using Microsoft.Net.Http.Headers;

namespace Portainer.Streaming;

/// <summary>
/// Browsers send cookies with a WebSocket opened by any site, and ports do not separate cookies: a page served by a container
/// on this very host could open our hub with the reader's sign-in. So the Origin must be ours.
/// </summary>
internal static class SameOrigin
{
    public static TBuilder RequireSameOrigin<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => IsSame(context.Request) ? next(context) : RefuseAsync(context);
        });
        return builder;
    }

    /// <summary>True without an Origin (no browser) and when Origin names the host the browser asked for.</summary>
    public static bool IsSame(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return true;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && (Matches(uri, request.Host, false)
                || (ProxyHost(request) is { HasValue: true } host && Matches(uri, host, host.Port is null)));
    }

    /// <summary>What a reverse proxy says was asked for. A page cannot set these headers on a WebSocket or a cross-site request, so they can be believed here.</summary>
    private static HostString? ProxyHost(HttpRequest request)
    {
        var forwarded = request.Headers["X-Forwarded-Host"].ToString();
        if (forwarded.Length > 0)
        {
            return HostString.FromUriComponent(forwarded.Split(',')[0].Trim());
        }

        // Proxies that pass the host but drop the port from it.
        return request.Headers.ContainsKey("X-Forwarded-Proto") ? request.Host : null;
    }

    private static bool Matches(Uri origin, HostString host, bool anyPort) =>
        string.Equals(origin.Host, host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) | string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (anyPort || origin.Port == (host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80)));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return context.Response.WriteAsync("This address is only for pages of this Portainer.");
    }
}
