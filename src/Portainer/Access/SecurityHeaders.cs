using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Portainer.Access;

/// <summary>Headers that keep other sites, sniffing and caches away from our pages.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, string? logo)
{
    private static readonly object NonceKey = new();
    private readonly string _pictures = LogoOrigin(logo) is { } origin ? $"'self' data: {origin}" : "'self' data:";

    /// <summary>The value an inline script of this response carries in its <c>nonce</c> attribute (the import map is one).</summary>
    public static string Nonce(HttpContext context) => (string)context.Items[NonceKey]!;

    public Task InvokeAsync(HttpContext context)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        // Styles: components set element styles (virtual rows, charts), which only 'unsafe-inline' allows.
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src {_pictures}; font-src 'self' data:; " +
            "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        context.Response.OnStarting(KeepPagesOutOfCaches, context.Response);
        return next(context);
    }

    private static Task KeepPagesOutOfCaches(object state)
    {
        var response = (HttpResponse)state;
        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        if (isPage || !response.Headers.ContainsKey(HeaderNames.CacheControl))
        {
            response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static string? LogoOrigin(string? logo) =>
        Uri.TryCreate(logo, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : null;
}
