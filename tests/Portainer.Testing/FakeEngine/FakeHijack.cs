using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;

namespace Portainer.Testing;

/// <summary>
/// Exec and attach take the connection over. Kestrel's upgrade allows no request body and takes a half-close for a hang-up, so
/// such a request, which is the first on its connection, is answered here; everything else goes on to Kestrel untouched.
/// </summary>
internal static partial class FakeHijack
{
    public static async Task OnConnectionAsync(FakeEngine engine, ConnectionContext connection, ConnectionDelegate next)
    {
        var input = connection.Transport.Input;
        var first = await input.ReadAsync();
        var text = Encoding.Latin1.GetString(first.Buffer);
        if (Takeover().Match(text) is not { Success: true } match || !text.Contains("Upgrade: tcp", StringComparison.OrdinalIgnoreCase))
        {
            input.AdvanceTo(first.Buffer.Start);
            await next(connection);
            return;
        }

        var headLength = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        input.AdvanceTo(first.Buffer.GetPosition(headLength));
        await using var read = input.AsStream(leaveOpen: true);
        await using var write = connection.Transport.Output.AsStream(leaveOpen: true);
        await SkipBodyAsync(read, text);
        engine.CountRequest(1);
        try
        {
            await AnswerAsync(engine, match, read, write, engine.Stopping);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException or IOException)
        {
            // The client left.
        }
        finally
        {
            engine.CountRequest(-1);
        }
    }

    private static async Task AnswerAsync(FakeEngine engine, Match match, Stream read, Stream write, CancellationToken cancellationToken)
    {
        engine.Requests.Enqueue("POST " + match.Groups["path"].Value);
        var (version, path) = FakeGate.Split(match.Groups["path"].Value);
        if (await engine.Faults.CutsAsync(path, cancellationToken))
        {
            return;
        }

        if (version is not null && FakeGate.Refuse(version, engine.Options) is { } refusal)
        {
            await RefuseAsync(write, "400 Bad Request", refusal, cancellationToken);
        }
        else if (Process(engine, match) is { } process)
        {
            await write.WriteAsync("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"u8.ToArray(), cancellationToken);
            await write.FlushAsync(cancellationToken);
            await process(read, write, cancellationToken);
        }
        else
        {
            await RefuseAsync(write, "404 Not Found", $"No such {match.Groups["kind"].Value}: {match.Groups["id"].Value}", cancellationToken);
        }
    }

    private static Func<Stream, Stream, CancellationToken, Task>? Process(FakeEngine engine, Match match)
    {
        var id = match.Groups["id"].Value;
        return match.Groups["kind"].Value == "exec"
            ? engine.State.Execs.TryGetValue(id, out var exec) ? (read, write, token) => FakeProcess.RunAsync(exec, read, write, token) : null
            : engine.State.Find(id) is { } container ? (read, write, token) => FakeProcess.AttachAsync(container, read, write, token) : null;
    }

    private static async Task RefuseAsync(Stream write, string status, string message, CancellationToken cancellationToken)
    {
        var body = $$"""{"message":"{{message}}"}""";
        var answer = $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        await write.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken);
        await write.FlushAsync(cancellationToken);
    }

    private static async Task SkipBodyAsync(Stream read, string head)
    {
        if (ContentLength().Match(head) is { Success: true } match)
        {
            await read.ReadExactlyAsync(new byte[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]);
        }
    }

    [GeneratedRegex(@"^POST (?<path>(/v[\d.]+)?/((?<kind>exec)/(?<id>[^/]+)/start|(?<kind>container)s/(?<id>[^/]+)/attach)\S*) HTTP/1\.1\r\n(.+\r\n)+\r\n")]
    private static partial Regex Takeover();

    [GeneratedRegex(@"Content-Length: (\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
