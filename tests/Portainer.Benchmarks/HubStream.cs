using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Portainer.Testing;

namespace Portainer.Benchmarks;

/// <summary>One stream of the product's hub, spoken to in SignalR's JSON protocol, with an upload for acknowledgements.</summary>
internal sealed class HubStream : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _rest = new();

    public static async Task<HubStream> OpenAsync(Product product, string cookie, string method, bool upload, params object[] arguments)
    {
        var stream = new HubStream();
        stream._socket.Options.SetRequestHeader("Cookie", cookie);
        stream._socket.Options.SetRequestHeader("Origin", product.Url.GetLeftPart(UriPartial.Authority));
        await stream._socket.ConnectAsync(new UriBuilder(product.Url) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);
        await stream.SendAsync(new { protocol = "json", version = 1 });
        object invocation = upload
            ? new { type = 4, invocationId = "1", target = method, arguments, streamIds = new[] { "2" } }
            : new { type = 4, invocationId = "1", target = method, arguments };
        await stream.SendAsync(invocation);
        return stream;
    }

    public Task AcknowledgeAsync(long count) => SendAsync(new { type = 2, invocationId = "2", item = count });

    /// <summary>The items as they arrive; throws when the hub ends the stream with an error.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await ReceiveAsync(cancellationToken);
            foreach (var message in TakeMessages())
            {
                if (Item(message) is { } item)
                {
                    yield return item;
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonElement? Item(JsonElement message) => message.TryGetProperty("type", out var type)
        ? type.GetInt32() switch
        {
            2 => message.GetProperty("item"),
            3 or 7 => throw new InvalidOperationException($"The hub ended the stream: {message}"),
            _ => null,
        }
        : null;

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var result = await _socket.ReceiveAsync(_rest.GetMemory(128 * 1024), cancellationToken);
        if (result.MessageType == WebSocketMessageType.Close)
        {
            throw new InvalidOperationException("The hub closed the connection.");
        }

        _rest.Advance(result.Count);
    }

    private List<JsonElement> TakeMessages()
    {
        var messages = new List<JsonElement>();
        var bytes = _rest.WrittenSpan;
        for (var end = bytes.IndexOf(End); end >= 0; end = bytes.IndexOf(End))
        {
            messages.Add(JsonElement.Parse(bytes[..end]));
            bytes = bytes[(end + 1)..];
        }

        var left = bytes.ToArray();
        _rest.ResetWrittenCount();
        _rest.Write(left);
        return messages;
    }

    private Task SendAsync(object message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + (char)End), WebSocketMessageType.Text, true, CancellationToken.None);
}
