namespace Portainer.Engine;

/// <summary>A request that is passed on as somebody else made it; its answer is not judged.</summary>
/// <param name="PathAndQuery">Begins with a slash; carries its own version prefix or none.</param>
public sealed record RawRequest(HttpMethod Method, string PathAndQuery)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Null when there is none; then <see cref="Stream"/> may be one.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Read once, as the engine takes it, and left open.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Bytes of <see cref="Stream"/>, when that is known.</summary>
    public long? Length { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Wait for the engine's word before the body is sent.</summary>
    public bool ExpectsContinue { get; init; }

    internal HttpContent? Content()
    {
        HttpContent? content = (Body, Stream) switch
        {
            ({ } body, _) => new ReadOnlyMemoryContent(body),
            (_, { } stream) => new StreamedContent(new Archive(stream), Length),
            _ => null,
        };
        if (content is not null)
        {
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return content;
    }
}
