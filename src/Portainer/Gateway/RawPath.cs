using Microsoft.AspNetCore.Http.Features;

namespace Portainer.Gateway;

/// <summary>The path as it stood in the request line: what routing saw was decoded and cleaned already.</summary>
internal static class RawPath
{
    /// <returns>What stands behind <c>/docker</c>, and the query.</returns>
    /// <exception cref="GatewayException">The part in front is not written plainly.</exception>
    public static (string Path, string Query) Of(HttpContext context, int endpointId)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var front = $"/api/endpoints/{endpointId}/docker";
        // A proxy may have taken the base path off, or not.
        var length = new[] { $"{context.Request.PathBase.ToUriComponent()}{front}", front }
            .Where(beginning => path.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).Select(beginning => beginning.Length).FirstOrDefault();
        return length > 0
            ? (path[length..], mark < 0 ? "" : target[mark..])
            : throw GatewayException.Unclear($"Write the part of the path in front of the engine's own plainly: {front}.");
    }
}
