namespace Portainer.Testing;

/// <summary>Plain HTTP to the product, outside the browser.</summary>
public static class Web
{
    // The rule against HttpClient is about engines; this one only ever speaks to the product.
#pragma warning disable RS0030
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
#pragma warning restore RS0030

    /// <summary>Ends when the product says that it is healthy.</summary>
    public static async Task ReadyAsync(Uri product, CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(new Uri(product, "healthz"), cancellationToken))
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    public static Task<HttpResponseMessage> GetAsync(Uri url) => Client.GetAsync(url);

    /// <summary>Reads a page as the owner of a cookie; throws when it is refused.</summary>
    public static async Task ReadAsync(Uri url, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Cookie", cookie);
        using var response = await Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<bool> AnswersAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync(url, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
