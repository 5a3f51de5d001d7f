using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portainer.Testing;

/// <summary>One more registry for one test: plain HTTP on loopback, empty, as it comes out of the box (nothing can be deleted).</summary>
public sealed class OwnRegistry : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private OwnRegistry(Process process, string folder, string address) => (_process, _folder, Address) = (process, folder, address);

    /// <summary>host:port.</summary>
    public string Address { get; }

    /// <param name="more">Further lines of its configuration, such as who may come in.</param>
    public static async Task<OwnRegistry> StartAsync(string more = "")
    {
        var folder = Directory.CreateTempSubdirectory("registry").FullName;
        var address = $"127.0.0.1:{FreePort()}";
        var config = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(config, $"version: 0.1\nlog: {{level: error, accesslog: {{disabled: true}}}}\nstorage: {{filesystem: {{rootdirectory: {folder}/files}}}}\nhttp: {{addr: {address}}}\n{more}\n");
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("docker-registry did not start.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var registry = new OwnRegistry(process, folder, address);
        await registry.AnswersAsync();
        return registry;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; !_process.HasExited && attempt < 500; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPEndPoint.Parse(Address));
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException($"The registry at {Address} did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
