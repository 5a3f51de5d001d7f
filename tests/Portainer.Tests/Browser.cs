using System.Net;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portainer.Tests;

/// <summary>Requests as a browser makes them: it keeps cookies and posts the fields of a form it has loaded. It follows no redirects.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpMessageInvoker _invoker;

    public Browser(Uri address, X509Certificate2? server = null)
    {
        Address = address;
        _invoker = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server?.GetCertHashString() },
        });
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Sent with every request.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _invoker.SendAsync(request, CancellationToken.None);
    }

    public async Task<IDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await ParseAsync(answer);
    }

    /// <summary>Loads the page, fills its form and posts it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, params (string Field, string Value)[] filled) =>
        await SubmitAsync(await OpenAsync(page), filled);

    public async Task<HttpResponseMessage> SubmitAsync(IDocument page, params (string Field, string Value)[] filled)
    {
        var form = page.QuerySelector("form") ?? throw new InvalidOperationException($"“{page.Title}” has no form.");
        var fields = form.QuerySelectorAll("input[name]:not([type=checkbox])")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        foreach (var (field, value) in filled)
        {
            fields[field] = value;
        }

        var root = page.QuerySelector("base")!.GetAttribute("href");
        return await PostAsync(root + form.GetAttribute("action"), fields);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await SendAsync(HttpMethod.Post, path, content);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password, string page = "/sign-in") =>
        SubmitAsync(page, ("userName", name), ("password", password));

    public static async Task<IDocument> ParseAsync(HttpResponseMessage answer) =>
        await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>The sentence of the form's alert, or an empty one.</summary>
    public static async Task<string> FaultAsync(HttpResponseMessage answer) =>
        (await ParseAsync(answer)).QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";

    public void Dispose() => _invoker.Dispose();
}
