using System.Globalization;
using System.Net;
using System.Text;

namespace Portainer.Engine;

/// <summary>
/// Attach and exec take the connection over after the answer's head (101, or 200 from engines that do not say "upgrade").
/// HttpClient has no half-close, so these calls write their own request on a connection of their own.
/// </summary>
internal static class HijackedConnection
{
    private const int MaxHead = 64 * 1024;

    public static async Task<MultiplexedStream> OpenAsync(EngineTransport transport, EngineRequest request, bool tty, CancellationToken cancellationToken)
    {
        var (stream, head) = await OpenAsync(transport, request, cancellationToken);
        return new(stream, tty, head.Rest);
    }

    /// <summary>The connection as it is, with what the engine sent behind its head.</summary>
    public static async Task<(Stream Stream, HijackedHead Head)> OpenAsync(EngineTransport transport, EngineRequest request, CancellationToken cancellationToken)
    {
        var version = await transport.Versions.EnsureAsync(cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            var (stream, head) = await ExchangeAsync(transport, request, version, cancellationToken);
            if (head.Status is HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK)
            {
                return (stream, head);
            }

            EngineError error;
            await using (stream)
            {
                error = EngineError.From(head.Status, await HijackedBody.ReadAsync(stream, head, cancellationToken));
            }

            if (attempt > 0 || !transport.MayFollow(error, version))
            {
                throw new DockerApiException(error.Status, error.Message, request.Operation);
            }

            version = transport.Versions.Current!;
        }
    }

    private static async Task<(Stream Stream, HijackedHead Head)> ExchangeAsync(
        EngineTransport transport, EngineRequest request, Version version, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(request.Patience ?? transport.Timeout);
        try
        {
            HijackedHead? head = null;
            var connection = await transport.Connector.ConnectAsync(limited.Token);
            var stream = await EngineConnector.OwnAsync(connection, async () =>
            {
                await connection.WriteAsync(Write(transport.Connector.Address, request, version), limited.Token);
                await connection.FlushAsync(limited.Token);
                head = await ReadHeadAsync(connection, limited.Token);
                return connection;
            });
            return (stream, head!);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, transport.Connector, cancellationToken);
        }
    }

    private static byte[] Write(EngineAddress address, EngineRequest request, Version version)
    {
        var body = request.Body ?? [];
        var more = string.Concat(request.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            {request.Method} {request.Target(version)} HTTP/1.1
            Host: {address.Authority}
            Content-Type: application/json
            Content-Length: {body.Length}
            Connection: Upgrade
            Upgrade: {request.Upgrade}

            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes($"{head}{more}\r\n"), .. body];
    }

    private static async Task<HijackedHead> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var count = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The engine closed the connection without an answer.");
            }

            count += read;
            var end = buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return HijackedHead.Parse(Encoding.Latin1.GetString(buffer, 0, end), buffer.AsMemory(end + 4, count - end - 4));
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, count < MaxHead ? count * 2 : throw new IOException("The head of the answer does not end."));
            }
        }
    }
}

/// <summary>The head of an answer and what came behind it in the same read.</summary>
internal sealed record HijackedHead(HttpStatusCode Status, long? ContentLength, bool IsChunked, ReadOnlyMemory<byte> Rest)
{
    public static HijackedHead Parse(string text, ReadOnlyMemory<byte> rest)
    {
        var lines = text.Split("\r\n");
        var status = lines[0].Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(status[1], CultureInfo.InvariantCulture, out var code))
        {
            throw new IOException("The answer is not HTTP.");
        }

        long? length = Header(lines, "Content-Length") is { } value && long.TryParse(value, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        var chunked = Header(lines, "Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;
        return new((HttpStatusCode)code, length, chunked, rest);
    }

    private static string? Header(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}

/// <summary>Reads the body of a refused hijack: short, and bounded in case it is not.</summary>
internal static class HijackedBody
{
    public static async Task<byte[]> ReadAsync(Stream stream, HijackedHead head, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        body.Write(head.Rest.Span);
        var buffer = new byte[4096];
        while (!IsComplete(body, head) && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
        }

        return head.IsChunked ? Unchunk(body.ToArray()) : body.ToArray();
    }

    private static bool IsComplete(MemoryStream body, HijackedHead head) =>
        body.Length >= EngineError.MaxBytes
        || body.Length >= head.ContentLength
        || (head.IsChunked && body.GetBuffer().AsSpan(0, (int)body.Length).EndsWith("0\r\n\r\n"u8));

    private static byte[] Unchunk(ReadOnlySpan<byte> chunked)
    {
        var body = new List<byte>();
        while (chunked.IndexOf("\r\n"u8) is >= 0 and var end
            && int.TryParse(chunked[..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length)
            && length > 0 && length <= chunked.Length - end - 2)
        {
            body.AddRange(chunked.Slice(end + 2, length));
            chunked = chunked[Math.Min(chunked.Length, end + 2 + length + 2)..];
        }

        return [.. body];
    }
}
