using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Portainer.Engine;

namespace Portainer.Gateway;

/// <summary>Requests that become a stream both ways: attach, exec, build sessions, WebSockets.</summary>
internal static class Takeover
{
    private const int Piece = 64 * 1024;

    public static async Task ForwardAsync(GatewayRequest request, ReadOnlyMemory<byte>? body)
    {
        var from = request.Context.Request;
        var message = new RawRequest(HttpMethod.Parse(from.Method), request.PathAndQuery) { Headers = PassedHeaders.OfUpgrade(from), Body = body };
        await using var engine = await request.Session.Client.UpgradeRawAsync(message, request.Aborted);
        if (engine.IsTakenOver && request.Context.Features.Get<TakeoverConnection>() is { } connection)
        {
            await JoinAsync(connection.Take(), engine);
            // Nothing of HTTP may follow on this connection.
            request.Context.Abort();
            return;
        }

        await AnswerAsync(request, engine);
    }

    private static async Task AnswerAsync(GatewayRequest request, UpgradedConnection engine)
    {
        var response = request.Context.Response;
        response.StatusCode = (int)engine.Status;
        foreach (var (name, value) in engine.Headers.Where(header => PassedHeaders.ComesBack(header.Name) && !header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            response.Headers[name] = value;
        }

        var body = engine.Status is HttpStatusCode.NoContent or HttpStatusCode.NotModified ? [] : await engine.ReadBodyAsync(request.Aborted);
        await response.Body.WriteAsync(body, request.Aborted);
    }

    /// <summary>Ends when the engine has said all; a client that has said all only closes its own half.</summary>
    private static async Task JoinAsync(IDuplexPipe client, UpgradedConnection engine)
    {
        client.Output.Write(Head(engine));
        client.Output.Write(engine.ReadAhead.Span);
        using var over = new CancellationTokenSource();
        var up = UpAsync(client.Input, engine, over.Token);
        try
        {
            await client.Output.FlushAsync(CancellationToken.None);
            await DownAsync(engine.Stream, client.Output, over.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side broke off: the other is told by the end of its own stream.
        }
        finally
        {
            await over.CancelAsync();
            client.Input.CancelPendingRead();
            await up;
        }
    }

    private static async Task DownAsync(Stream engine, PipeWriter client, CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = await engine.ReadAsync(client.GetMemory(Piece), cancellationToken);
            client.Advance(count);
            if (count == 0 || (await client.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task UpAsync(PipeReader client, UpgradedConnection engine, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var read = await client.ReadAsync(cancellationToken);
                foreach (var piece in read.Buffer)
                {
                    await engine.Stream.WriteAsync(piece, cancellationToken);
                }

                client.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || read.IsCanceled)
                {
                    break;
                }
            }

            await engine.CloseWriteAsync();
        }
        catch (OperationCanceledException)
        {
            // The engine had said all.
        }
        catch (Exception broken) when (broken is IOException or Microsoft.AspNetCore.Connections.ConnectionResetException or System.Net.Sockets.SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A client that broke off instead of closing: the process is not to wait for more, nor we for its output.
            await engine.DisposeAsync();
        }
    }

    private static byte[] Head(UpgradedConnection engine)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)engine.Status} {(engine.Status == HttpStatusCode.SwitchingProtocols ? "UPGRADED" : "OK")}\r\n");
        foreach (var (name, value) in engine.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }
}
