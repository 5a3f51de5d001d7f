using System.Collections.Concurrent;
using Portainer.Data.Endpoints;

namespace Portainer.Fleet;

/// <summary>Keeps one <see cref="EndpointWatch"/> per stored endpoint, from start-up to shutdown, and follows what the endpoint screens change.</summary>
internal sealed class FleetWatch(
    HashSet<string> hidingLabels, EndpointStore store, WatchTimings timings, OwnContainer own, TimeProvider time, ILogger<FleetWatch> logger) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<int, EndpointWatch> _watches = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly WatchSurroundings _around = new(timings, own.Id, hidingLabels, new(time), time, logger);

    /// <summary>Id of the container this process runs in; null for none.</summary>
    public string? OwnContainer => own.Id;

    /// <summary>Changes of any endpoint, and endpoints that come and go.</summary>
    public ChangeSignal Changes => _around.Changes;

    public IEnumerable<EndpointWatch> All => _watches.Values;

    /// <summary>Stored endpoints that are switched off, by name: nothing watches them.</summary>
    public IReadOnlyList<DockerEndpoint> Disabled { get; private set; } = [];

    public EndpointWatch? Find(int endpointId) => _watches.GetValueOrDefault(endpointId);

    /// <summary>Has every page draw again: what it may show has changed.</summary>
    public void Redraw()
    {
        foreach (var watch in All)
        {
            watch.Changes.Notify();
        }

        Changes.Notify();
    }

    public Task StartAsync(CancellationToken cancellationToken) => SynchroniseAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Changes.Complete();
        await Task.WhenAll(_watches.Values.Select(watch => watch.DisposeAsync().AsTask()));
        _watches.Clear();
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Brings the watches in line with the store: new and enabled ones start, removed and disabled ones end, changed ones reconnect only if their address or TLS changed.</summary>
    public async Task SynchroniseAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var all = await store.ListAsync(cancellationToken);
            Disabled = [.. all.Where(endpoint => !endpoint.IsEnabled)];
            var stored = all.Where(endpoint => endpoint.IsEnabled).ToDictionary(endpoint => endpoint.Id);
            foreach (var id in _watches.Keys.Where(id => !stored.ContainsKey(id)).ToArray())
            {
                await EndAsync(id);
            }

            foreach (var endpoint in stored.Values)
            {
                await SynchroniseAsync(endpoint);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }

        Changes.Notify();
    }

    private async Task SynchroniseAsync(DockerEndpoint endpoint)
    {
        if (Find(endpoint.Id) is { } known)
        {
            if (known.Picture.Endpoint.Url == endpoint.Url && known.Picture.Endpoint.Tls == endpoint.Tls)
            {
                known.Describe(endpoint);
                return;
            }

            await EndAsync(endpoint.Id);
        }

        var watch = EndpointWatch.For(endpoint, _around);
        _watches[endpoint.Id] = watch;
        watch.Start();
    }

    private async Task EndAsync(int id)
    {
        if (_watches.TryRemove(id, out var watch))
        {
            await watch.DisposeAsync();
        }
    }
}
