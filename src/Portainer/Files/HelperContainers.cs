using System.Collections.Concurrent;
using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Files;

/// <summary>
/// Containers that do nothing but mount a volume, so that its files can be reached: one per volume, shared by all who look at it at the
/// same time and removed when the last of them leaves, however they leave. What a crash leaves behind, <see cref="HelperSweep"/> removes.
/// </summary>
internal sealed class HelperContainers(HelperMaker maker, ILogger<HelperContainers> logger) : IHostedService
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Endpoint, string Volume), Shared> _shared = [];
    private readonly ConcurrentDictionary<Shared, Task> _going = new();

    /// <summary>Of those in use or just being made, for the sweep to spare: values of <see cref="HelperLabel.Lease"/>.</summary>
    public IReadOnlySet<string> Leases
    {
        get
        {
            lock (_lock)
            {
                return _shared.Values.Select(shared => shared.Lease).ToHashSet();
            }
        }
    }

    /// <summary>A helper for a volume, for as long as the lease is not disposed of.</summary>
    /// <exception cref="NoHelperImageException">The engine has no image to make it from.</exception>
    public async Task<Lease> LeaseAsync(EngineSession session, string volume, CancellationToken cancellationToken)
    {
        while (true)
        {
            var shared = Join(session, volume);
            try
            {
                var helper = await shared.Made.WaitAsync(cancellationToken);
                if (await IsThereAsync(session.Client, helper.Id, cancellationToken))
                {
                    return new(helper, () => LeaveAsync(shared));
                }
            }
            catch
            {
                await LeaveAsync(shared);
                throw;
            }

            // Its time was up, or somebody pruned: those who hold it find out themselves, this one gets a new one.
            Forget(shared);
            await LeaveAsync(shared);
        }
    }

    /// <summary>Lets go of a volume at once, because it is to be removed; whoever still looks gets a new helper, or the news.</summary>
    public async Task DropAsync(int endpointId, string volume)
    {
        Shared? shared;
        lock (_lock)
        {
            _shared.Remove((endpointId, volume), out shared);
        }

        if (shared is not null)
        {
            await RemoveAsync(shared);
        }

        await Task.WhenAll(_going.Where(going => going.Key.Key == (endpointId, volume)).Select(going => going.Value));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Shared[] all;
        lock (_lock)
        {
            all = [.. _shared.Values];
            _shared.Clear();
        }

        await Task.WhenAll(all.Select(RemoveAsync)).WaitAsync(cancellationToken);
    }

    private Shared Join(EngineSession session, string volume)
    {
        lock (_lock)
        {
            var key = (session.Endpoint.Id, volume);
            if (!_shared.TryGetValue(key, out var shared))
            {
                // Not with the caller's token: half a creation could not be taken back, a whole one can.
                var order = new HelperOrder(volume, Guid.NewGuid().ToString("N"));
                shared = _shared[key] = new(key, order.Lease, session.Client, maker.MakeAsync(session, order, CancellationToken.None));
            }

            shared.Users++;
            return shared;
        }
    }

    private async ValueTask LeaveAsync(Shared shared)
    {
        lock (_lock)
        {
            if (--shared.Users > 0)
            {
                return;
            }
        }

        Forget(shared);
        await RemoveAsync(shared);
    }

    private void Forget(Shared shared)
    {
        lock (_lock)
        {
            if (_shared.GetValueOrDefault(shared.Key) == shared)
            {
                _shared.Remove(shared.Key);
            }
        }
    }

    private static async Task<bool> IsThereAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.InspectContainerAsync(id, cancellationToken);
            return true;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task RemoveAsync(Shared shared)
    {
        var going = _going.GetOrAdd(shared, one => RemoveNowAsync(one));
        await going;
        _going.TryRemove(shared, out _);
    }

    private async Task RemoveNowAsync(Shared shared)
    {
        try
        {
            using var limit = new CancellationTokenSource(Farewell);
            var helper = await shared.Made;
            await HelperMaker.RemoveAsync(shared.Client, helper.Id, limit.Token);
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is OperationCanceledException or ObjectDisposedException)
        {
            // The making told whom it concerned; a removal that fails is the sweep's.
            logger.LogDebug(failure, "A helper container of volume {Volume} was not removed", shared.Key.Volume);
        }
    }

    /// <summary>A use of a helper container.</summary>
    internal sealed class Lease(Helper helper, Func<ValueTask> leave) : IAsyncDisposable
    {
        private int _left;

        public Helper Helper { get; } = helper;

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref _left, 1) == 0 ? leave() : ValueTask.CompletedTask;
    }

    private sealed class Shared((int Endpoint, string Volume) key, string lease, DockerClient client, Task<Helper> made)
    {
        public (int Endpoint, string Volume) Key => key;

        public string Lease => lease;

        public DockerClient Client => client;

        public Task<Helper> Made => made;

        public int Users { get; set; }
    }
}
