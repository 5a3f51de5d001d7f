using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portainer.Testing;

/// <summary>A repository that engines of the lab can fetch: branch <c>main</c>, a Dockerfile above and another in <c>sub</c>.</summary>
public sealed class GitServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-git-").FullName;
    private readonly IPEndPoint _address;
    private Process? _process;

    private GitServer()
    {
        using var listener = new TcpListener(IPAddress.Parse(Lab.HostAddress), 0);
        listener.Start();
        _address = (IPEndPoint)listener.LocalEndpoint;
    }

    /// <summary><c>git://host:port/app.git</c>.</summary>
    public string Url => $"git://{_address}/app.git";

    public static async Task<GitServer> StartAsync()
    {
        var server = new GitServer();
        await server.CommitAsync();
        server._process = Process.Start(new ProcessStartInfo(
            "git", ["daemon", "--export-all", "--reuseaddr", $"--base-path={server._folder}", $"--listen={server._address.Address}", $"--port={server._address.Port}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        await server.AnswersAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task CommitAsync()
    {
        var work = Path.Combine(_folder, "work");
        foreach (var (folder, text) in new[] { (work, "above"), (Path.Combine(work, "sub"), "below") })
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM lab/base:1\nCOPY text /text\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "text"), text);
        }

        await Command.RunAsync("git", "init", "--quiet", "--initial-branch=main", work);
        await Command.RunAsync("git", "-C", work, "add", ".");
        await Command.RunAsync("git", "-C", work, "-c", "user.name=test", "-c", "user.email=test@lab.test", "commit", "--quiet", "--message=first");
        await Command.RunAsync("git", "clone", "--quiet", "--bare", work, Path.Combine(_folder, "app.git"));
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; !_process!.HasExited && attempt < 500; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(_address);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException($"git daemon did not start at {_address}: {await _process.StandardError.ReadToEndAsync()}");
    }
}
