using System.Net.Http.Headers;

namespace Portainer.Engine;

/// <summary>One request of the distribution API.</summary>
/// <param name="Path">Begins with /v2/; or an address the registry itself sent us to.</param>
/// <param name="Scope">What a token has to allow for it, where the registry does not say.</param>
/// <param name="Attempt">For sentences: "list the tags of team/web".</param>
internal sealed record RegistryRequest(HttpMethod Method, string Path, string Scope, string Attempt)
{
    public IReadOnlyList<string> Accept { get; init; } = [];

    public (ReadOnlyMemory<byte> Bytes, string MediaType)? Body { get; init; }

    public HttpRequestMessage ToMessage(string address, AuthenticationHeaderValue? authorization)
    {
        var message = new HttpRequestMessage(Method, address);
        message.Headers.Authorization = authorization;
        foreach (var type in Accept)
        {
            message.Headers.Accept.Add(new(type));
        }

        if (Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body.Bytes);
            message.Content.Headers.ContentType = new(body.MediaType);
        }

        return message;
    }
}
