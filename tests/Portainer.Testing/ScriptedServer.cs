using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portainer.Testing;

/// <summary>A server that answers each connection by a script of bytes: for what no HTTP server would say by itself.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <param name="script">Gets each connection after it was accepted; it is closed when the script returns.</param>
    public ScriptedServer(Func<Stream, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary><c>tcp://127.0.0.1:port</c>.</summary>
    public string Endpoint => $"tcp://{_listener.LocalEndPoint}";

    /// <summary>A server that answers every request with the same bytes and closes.</summary>
    public static ScriptedServer Saying(string answer) => new(async (stream, cancellationToken) =>
    {
        await ReadHeadAsync(stream, cancellationToken);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellationToken);
    });

    /// <summary>Reads a request up to the end of its head; returns its first line.</summary>
    public static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n")[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await _script(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client left, or the test is over.
        }
    }
}
