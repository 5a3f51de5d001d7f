using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>JSON objects one after another, split anywhere; each is out as soon as its last brace is in.</summary>
internal static class JsonObjects
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable(stream, EngineJson.Of<T>(), topLevelValues: true, cancellationToken))
        {
            if (item is not null)
            {
                yield return item;
            }
        }
    }

    /// <summary>The body of a streaming answer; the request ends with the enumeration.</summary>
    public static IAsyncEnumerable<T> OpenAsync<T>(EngineTransport transport, EngineRequest request, CancellationToken cancellationToken) =>
        OpenAsync(transport, request, ReadAsync<T>, cancellationToken);

    /// <summary>The same with a reader of the caller's.</summary>
    public static async IAsyncEnumerable<T> OpenAsync<T>(
        EngineTransport transport, EngineRequest request, Func<Stream, CancellationToken, IAsyncEnumerable<T>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await transport.OpenAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var items = read(body, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(items, transport, cancellationToken))
        {
            yield return items.Current;
        }
    }

    private static async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items, EngineTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (JsonException exception)
        {
            throw ConnectionFailures.Create(ConnectionFailure.Broken, transport.Connector.Address, exception);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, transport.Connector, cancellationToken);
        }
    }
}
