using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portainer.Testing;

/// <summary>The built product as a process of its own, with a data folder and a port of its own.</summary>
public sealed class Product : IAsyncDisposable
{
    public const string Administrator = "admin";
    public const string Password = "correct horse battery";

    private readonly ConcurrentQueue<string> _log = [];
    private readonly string[] _arguments;
    private readonly int _port = FreePort();
    private Process? _process;

    private Product(string[] arguments) => _arguments = arguments;

    /// <summary>The published product when <c>PORTAINER_TEST_PRODUCT</c> names its folder, else what was built with these tests.</summary>
    private static string Dll => Path.Combine(
        Environment.GetEnvironmentVariable("PORTAINER_TEST_PRODUCT") ?? Path.Combine(Repository.Root, "src", "Portainer", "bin", Repository.Configuration, "net10.0"),
        "Portainer.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory("portainer-product-").FullName;

    /// <summary>Ends with a slash.</summary>
    public Uri Url => new($"http://127.0.0.1:{_port}/");

    public int Port => _port;

    public int ProcessId => _process!.Id;

    /// <summary>Everything the product has printed so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The token that the first line about it in a log names; a log may come after what it tells of.</summary>
    public static async Task<string> TokenAsync(Func<Task<string>> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        const string Start = "Set-up token: ";
        for (var attempt = 0; ; attempt++)
        {
            var text = await log();
            if (text.Contains(Start, StringComparison.Ordinal) || attempt == 300)
            {
                return text.Split(Start)[1].Split(' ')[0];
            }

            await Task.Delay(100);
        }
    }

    public Task<string> TokenAsync() => TokenAsync(() => Task.FromResult(Log));

    /// <summary>A product that nobody has set up.</summary>
    public static async Task<Product> StartNewAsync(params string[] arguments)
    {
        var product = new Product(arguments);
        await product.RunAsync();
        return product;
    }

    /// <summary>A product whose administrator is <see cref="Administrator"/> with <see cref="Password"/>.</summary>
    public static Task<Product> StartAsync(params string[] arguments) => StartPreparedAsync(_ => Task.CompletedTask, arguments);

    /// <summary>The same, after <paramref name="prepare"/> has filled its data folder.</summary>
    public static async Task<Product> StartPreparedAsync(Func<string, Task> prepare, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        var product = new Product(arguments);
        await prepare(product.Folder);
        var file = Path.Combine(product.Folder, "password");
        await File.WriteAllTextAsync(file, Password);
        await product.RunAsync("--admin-password-file", file);
        return product;
    }

    /// <summary>Ends the process the way an update would, and starts it on the same data and port.</summary>
    public async Task RestartAsync()
    {
        await Command.RunAsync("kill", "-TERM", $"{ProcessId}");
        await _process!.WaitForExitAsync();
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Artifacts.Write($"product-{_port}.log", Log);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, "--bind", $":{_port}", "--data", Folder, .. more, .. _arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }

    private async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ready = Web.ReadyAsync(Url, patience.Token);
        if (await Task.WhenAny(ready, _process!.WaitForExitAsync(patience.Token)) != ready)
        {
            throw new InvalidOperationException($"The product ended at its start:\n{Log}");
        }

        await ready;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
