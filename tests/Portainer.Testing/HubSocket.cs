using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Portainer.Testing;

/// <summary>The browser's end of the hub: SignalR's JSON protocol over a WebSocket, streams only.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const byte EndOfMessage = 0x1e;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _streams = new();
    private Task _receiving = Task.CompletedTask;
    private int _ids;

    /// <param name="address">Of the product or host.</param>
    /// <param name="cookie">Value of the Cookie header, or null.</param>
    public static async Task<HubSocket> ConnectAsync(Uri address, string? cookie)
    {
        ArgumentNullException.ThrowIfNull(address);
        var hub = new HubSocket();
        hub._socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        if (cookie is not null)
        {
            hub._socket.Options.SetRequestHeader("Cookie", cookie);
        }

        await hub._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);
        await hub.SendAsync(new { protocol = "json", version = 1 });
        hub._receiving = hub.ReceiveAsync();
        return hub;
    }

    /// <summary>Opens a stream, with an upload channel as last argument if <paramref name="upload"/>.</summary>
    public async Task<HubStream> OpenAsync(string method, object?[] arguments, bool upload = false)
    {
        var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var uploadId = upload ? $"u{id}" : null;
        _streams[id] = Channel.CreateUnbounded<JsonElement>();
        await SendAsync(new { type = 4, invocationId = id, target = method, arguments, streamIds = upload ? new[] { uploadId } : [] });
        return new(this, id, uploadId, _streams[id].Reader);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    internal async Task SendAsync(object message)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(message, Json), EndOfMessage];
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var received = new ArrayBufferWriter<byte>();
        try
        {
            while (await _socket.ReceiveAsync(received.GetMemory(64 * 1024), _closing.Token) is { MessageType: not WebSocketMessageType.Close } read)
            {
                received.Advance(read.Count);
                TakeMessages(received);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Closed by either side.
        }

        foreach (var stream in _streams.Values)
        {
            stream.Writer.TryComplete();
        }
    }

    private void TakeMessages(ArrayBufferWriter<byte> received)
    {
        var left = received.WrittenSpan;
        for (var end = left.IndexOf(EndOfMessage); end >= 0; end = left.IndexOf(EndOfMessage))
        {
            Take(JsonElement.Parse(left[..end]));
            left = left[(end + 1)..];
        }

        if (left.Length < received.WrittenCount)
        {
            var rest = left.ToArray();
            received.ResetWrittenCount();
            received.Write(rest);
        }
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type) || !message.TryGetProperty("invocationId", out var id) || !_streams.TryGetValue(id.GetString()!, out var stream))
        {
            return;
        }

        if (type.GetInt32() == 2)
        {
            stream.Writer.TryWrite(message.GetProperty("item"));
        }
        else if (type.GetInt32() == 3)
        {
            stream.Writer.TryComplete(message.TryGetProperty("error", out var error) ? new HubRefusalException(error.GetString()!) : null);
        }
    }
}
