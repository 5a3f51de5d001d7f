using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Portainer.Testing;

/// <summary>One stream of a <see cref="HubSocket"/>.</summary>
public sealed class HubStream
{
    private readonly HubSocket _hub;
    private readonly string _id;
    private readonly string? _uploadId;
    private readonly ChannelReader<JsonElement> _items;

    internal HubStream(HubSocket hub, string id, string? uploadId, ChannelReader<JsonElement> items) =>
        (_hub, _id, _uploadId, _items) = (hub, id, uploadId, items);

    /// <summary>What arrives; fails after two minutes.</summary>
    public IAsyncEnumerable<JsonElement> Items => ReadPatientlyAsync();

    public Task SendAsync(object item) => _hub.SendAsync(new { type = 2, invocationId = _uploadId, item });

    public Task CancelAsync() => _hub.SendAsync(new { type = 5, invocationId = _id });

    /// <summary>What arrives, for as long as the caller likes; throws <see cref="HubRefusalException"/> when the hub ends the stream with an error.</summary>
    public IAsyncEnumerable<JsonElement> ReadAllAsync(CancellationToken cancellationToken) => _items.ReadAllAsync(cancellationToken);

    /// <summary>Reads until <paramref name="enough"/> says so or the stream ends; fails after two minutes.</summary>
    public async Task<List<JsonElement>> ReadUntilAsync(Func<JsonElement, bool> enough)
    {
        ArgumentNullException.ThrowIfNull(enough);
        var seen = new List<JsonElement>();
        await foreach (var item in ReadPatientlyAsync())
        {
            seen.Add(item);
            if (enough(item))
            {
                break;
            }
        }

        return seen;
    }

    private async IAsyncEnumerable<JsonElement> ReadPatientlyAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var item in _items.ReadAllAsync(patience.Token).WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }
}

/// <summary>What the browser would be shown.</summary>
public sealed class HubRefusalException(string message) : Exception(message);
