using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Portainer.Tests.Streaming;

/// <summary>The browser's end of the hub: SignalR's JSON protocol over a WebSocket, streams only.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const char EndOfMessage = '\u001e';
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _streams = new();
    private Task _receiving = Task.CompletedTask;
    private int _ids;

    public static async Task<HubSocket> ConnectAsync(Uri address, string? user)
    {
        var hub = new HubSocket();
        if (user is not null)
        {
            hub._socket.Options.SetRequestHeader("Cookie", $"user={user}");
        }

        await hub._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);
        await hub.SendAsync(new { protocol = "json", version = 1 });
        hub._receiving = hub.ReceiveAsync();
        return hub;
    }

    /// <summary>Opens a stream, with an upload channel as last argument if <paramref name="upload"/>.</summary>
    public async Task<HubStream> OpenAsync(string method, object?[] arguments, bool upload = false)
    {
        var id = Interlocked.Increment(ref _ids).ToString(System.Globalization.CultureInfo.InvariantCulture);
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
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, Json) + EndOfMessage);
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
        var bytes = new byte[64 * 1024];
        var rest = new List<byte>();
        try
        {
            while (await _socket.ReceiveAsync(bytes.AsMemory(), _closing.Token) is { MessageType: not WebSocketMessageType.Close } read)
            {
                foreach (var part in bytes[..read.Count])
                {
                    if (part != EndOfMessage)
                    {
                        rest.Add(part);
                        continue;
                    }

                    Take(JsonDocument.Parse(rest.ToArray()).RootElement);
                    rest.Clear();
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // Closed by either side.
        }

        foreach (var stream in _streams.Values)
        {
            stream.Writer.TryComplete();
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

/// <summary>What the browser would be shown.</summary>
internal sealed class HubRefusalException(string message) : Exception(message);

internal sealed class HubStream(HubSocket hub, string id, string? uploadId, ChannelReader<JsonElement> items)
{
    public IAsyncEnumerable<JsonElement> Items => ReadAsync();

    public Task SendAsync(object item) => hub.SendAsync(new { type = 2, invocationId = uploadId, item });

    public Task CancelAsync() => hub.SendAsync(new { type = 5, invocationId = id });

    /// <summary>Reads until <paramref name="enough"/> says so or the stream ends; fails after half a minute.</summary>
    public async Task<List<JsonElement>> ReadUntilAsync(Func<JsonElement, bool> enough)
    {
        var seen = new List<JsonElement>();
        await foreach (var item in ReadAsync())
        {
            seen.Add(item);
            if (enough(item))
            {
                break;
            }
        }

        return seen;
    }

    private async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var item in items.ReadAllAsync(patience.Token).WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }
}
