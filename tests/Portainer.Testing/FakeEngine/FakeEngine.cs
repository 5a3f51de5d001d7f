using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portainer.Testing;

/// <summary>
/// An HTTP server on a Unix socket that speaks the Engine API well enough to be watched, logged, executed in and broken on
/// purpose. Its containers live in memory; their events, logs and statistics are real streams.
/// </summary>
public sealed class FakeEngine : IAsyncDisposable
{
    private static int s_count;

    private readonly string _socket;
    private WebApplication? _app;

    private FakeEngine(FakeEngineOptions options)
    {
        Options = options;
        _socket = options.SocketPath ?? Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"fake-engine-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}.sock"));
        Events = new(options.Clock);
        State = new(this);
    }

    /// <summary>May be replaced while the engine runs or is stopped: an upgrade, a downgrade.</summary>
    public FakeEngineOptions Options { get; set; }

    public FakeState State { get; }

    public FakeEvents Events { get; }

    public FakeFaults Faults { get; } = new();

    /// <summary>What was asked so far, "GET /v1.41/containers/json?all=1".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Requests that are being answered now, streams among them.</summary>
    public int OpenRequests => _openRequests;

    private int _openRequests;
    private CancellationTokenSource _stopping = new();

    /// <summary><c>unix://...</c>.</summary>
    public string Endpoint => "unix://" + _socket;

    /// <summary><c>tcp://127.0.0.1:port</c>; only with <see cref="FakeEngineOptions.Tcp"/>.</summary>
    public string TcpEndpoint { get; private set; } = "";

    public static async Task<FakeEngine> StartAsync(FakeEngineOptions? options = null)
    {
        var engine = new FakeEngine(options ?? new());
        await engine.StartAgainAsync();
        return engine;
    }

    /// <summary>After <see cref="StopAsync"/>: the same engine, with its containers, on the same socket.</summary>
    public async Task StartAgainAsync()
    {
        File.Delete(_socket);
        _stopping = new();
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "FakeEngine" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use((context, next) => FakeGate.PassAsync(this, context, next));
        _app.UseRouting();
        FakeRoutes.Map(_app, this);
        await _app.StartAsync();
        TcpEndpoint = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(address => address.StartsWith("http://127.", StringComparison.Ordinal))
            .Select(address => "tcp" + address[4..])
            .FirstOrDefault("");
    }

    /// <summary>The engine dies: connections are cut, the socket is gone.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            Faults.Clear();
            await _stopping.CancelAsync();
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
            File.Delete(_socket);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Cancelled while the engine goes down.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    internal void CountRequest(int change) => Interlocked.Add(ref _openRequests, change);

    private void Hijackable(ListenOptions options) =>
        options.Use(next => connection => FakeHijack.OnConnectionAsync(this, connection, next));

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ListenUnixSocket(_socket, Hijackable);
        if (Options.Tcp)
        {
            kestrel.Listen(IPAddress.Loopback, 0, Hijackable);
        }
    }
}
