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
        return new(stream, tty, head.Behind);
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

    /// <summary>Sends a request as it is, on a connection of its own; any status is an answer. No limit of time but the caller's.</summary>
    public static async Task<UpgradedConnection> OpenRawAsync(EngineTransport transport, RawRequest request, CancellationToken cancellationToken)
    {
        try
        {
            HijackedHead? head = null;
            var connection = await transport.Connector.ConnectAsync(cancellationToken);
            var stream = await EngineConnector.OwnAsync(connection, async () =>
            {
                var body = request.Body ?? ReadOnlyMemory<byte>.Empty;
                await connection.WriteAsync(Write(transport.Connector.Address, request.Method, request.PathAndQuery, request.Headers, body.Span), cancellationToken);
                await connection.FlushAsync(cancellationToken);
                head = await ReadHeadAsync(connection, cancellationToken);
                return connection;
            });
            return new(stream, head!);
        }
        catch (Exception exception) when (ExchangeFailures.IsTransport(exception, cancellationToken))
        {
            throw await ExchangeFailures.NameAsync(exception, transport.Connector, cancellationToken);
        }
    }

    private static byte[] Write(EngineAddress address, EngineRequest request, Version version) => Write(
        address, request.Method, request.Target(version), [("Connection", "Upgrade"), ("Upgrade", request.Upgrade), .. request.Headers], request.Body ?? []);

    private static byte[] Write(
        EngineAddress address, HttpMethod method, string target, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> body)
    {
        var more = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            {method} {target} HTTP/1.1
            Host: {address.Authority}
            Content-Type: application/json
            Content-Length: {body.Length}

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
