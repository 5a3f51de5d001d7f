using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Portainer.Streaming.Consoles;

/// <summary>
/// Input on its way to the engine. The terminal may be <see cref="MostCharacters"/> ahead of what the program has taken, so this
/// never has to block the connection, on which acknowledgements travel too.
/// </summary>
internal sealed class TypedInput
{
    /// <summary>The browser keeps to 64 K; what is beyond this is no browser of ours.</summary>
    private const int MostCharacters = 256 * 1024;

    private readonly Channel<string> _pieces = Channel.CreateBounded<string>(MostCharacters);
    private long _written;

    /// <summary>Characters taken from the terminal so far.</summary>
    public long Accepted { get; private set; }

    /// <summary>Takes a piece "position:text"; what was taken before a lost connection is left out.</summary>
    public void Accept(string piece)
    {
        var colon = piece.IndexOf(':', StringComparison.Ordinal);
        var position = long.Parse(piece.AsSpan(0, Math.Max(colon, 0)), CultureInfo.InvariantCulture);
        var known = Accepted - position;
        var text = piece[(colon + 1)..];
        if (known < 0 || known >= text.Length)
        {
            return;
        }

        text = text[(int)known..];
        if (Accepted + text.Length - Interlocked.Read(ref _written) > MostCharacters || !_pieces.Writer.TryWrite(text))
        {
            throw new HubException("More input than the program takes; the session keeps what it has.");
        }

        Accepted += text.Length;
    }

    /// <summary>Writes pieces as they come; <paramref name="written"/> is told how many characters are through.</summary>
    public async Task PumpAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, Action<long> written, CancellationToken cancellationToken)
    {
        await foreach (var piece in _pieces.Reader.ReadAllAsync(cancellationToken))
        {
            await write(Encoding.UTF8.GetBytes(piece), cancellationToken);
            written(Interlocked.Add(ref _written, piece.Length));
        }
    }
}
