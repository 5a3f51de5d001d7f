using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Portainer.Testing;

/// <summary>A port of its own in front of a server's, with a plug that can be pulled while both ends live.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _ends = new();
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <param name="port">The server's, on loopback.</param>
    public Cable(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Ends with a slash.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Resets every connection, and each that is tried from now on.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var end in _ends.Keys)
        {
            Reset(end);
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                _ends[client] = _ends[server] = true;
                ObjectDisposedException.ThrowIf(_isCut, this);
                await server.ConnectAsync(IPAddress.Loopback, _port);
                await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // The plug was pulled.
            }
            finally
            {
                _ends.TryRemove(client, out _);
                _ends.TryRemove(server, out _);
                if (_isCut)
                {
                    Reset(client);
                }

                // Otherwise one side has closed: what it sent before that still arrives.
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer) is > 0 and var count)
        {
            await to.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private static void Reset(Socket end)
    {
        try
        {
            end.LingerState = new(true, 0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Not connected any more.
        }

        end.Close();
    }
}
