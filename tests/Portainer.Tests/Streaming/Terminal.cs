using System.Text;
using System.Text.Json;
using Portainer.Streaming.Consoles;
using Portainer.Testing;

namespace Portainer.Tests.Streaming;

/// <summary>The terminal's end of a console session.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly StringBuilder _text = new();
    private readonly bool _acknowledges;
    private ConsoleRequest _request;
    private HubSocket _hub;
    private HubStream? _stream;
    private string _session = "";
    private long _received;
    private long _typed;

    private Terminal(HubSocket hub, ConsoleRequest request, bool acknowledges) => (_hub, _request, _acknowledges) = (hub, request, acknowledges);

    public string Container => _request.Container;

    public HubStream Stream => _stream!;

    /// <summary>All output so far.</summary>
    public string Text => _text.ToString();

    public static ConsoleRequest Request(int endpoint, string container, string kind, string[] command, string user = "", string directory = "") =>
        new(endpoint, container, kind, command, user, directory, 100, 30);

    public static async Task<Terminal> OpenAsync(HubSocket hub, ConsoleRequest request, bool acknowledges = true)
    {
        var terminal = new Terminal(hub, request, acknowledges);
        await terminal.ConnectAsync();
        return terminal;
    }

    public async Task TypeAsync(string text)
    {
        for (var at = 0; at < text.Length; at += 4096)
        {
            var piece = text.Substring(at, Math.Min(4096, text.Length - at));
            await SendAsync($"d{_typed}:{piece}");
            _typed += piece.Length;

            // As the browser does: at most 64 K ahead of what the program has taken.
            while (_typed - _written > 60 * 1024)
            {
                await Stream.ReadUntilAsync(item => Take(item) == 'k');
            }
        }
    }

    public Task SendAsync(string item) => Stream.SendAsync(item);

    public Task ShowsAsync(string text) => Text.Contains(text, StringComparison.Ordinal)
        ? Task.CompletedTask
        : Stream.ReadUntilAsync(item => Take(item) == 'o' && Text.Contains(text, StringComparison.Ordinal));

    public async Task<JsonElement> EndsAsync()
    {
        var items = await Stream.ReadUntilAsync(item => Take(item) == 'x');
        return JsonDocument.Parse(items[^1].GetString()![1..]).RootElement;
    }

    /// <summary>Drops the connection without a word and goes on over another.</summary>
    public async Task ReconnectAsync(HubSocket hub)
    {
        await _hub.DisposeAsync();
        (_hub, _request) = (hub, _request with { Session = _session, Received = _received });
        await ConnectAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private long _written;

    private async Task ConnectAsync()
    {
        _stream = await _hub.OpenAsync("Console", [_request], upload: true);
        var opened = (await _stream.ReadUntilAsync(_ => true))[0].GetString()!;
        _session = JsonDocument.Parse(opened[1..]).RootElement.GetProperty("session").GetString()!;
    }

    private char Take(JsonElement element)
    {
        var item = element.GetString()!;
        _received++;
        if (item[0] == 'o')
        {
            _text.Append(item.AsSpan(1));
        }
        else if (item[0] == 'k')
        {
            _written = long.Parse(item.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        }

        if (_acknowledges)
        {
            _ = Stream.SendAsync($"a{_received}");
        }

        return item[0];
    }
}
