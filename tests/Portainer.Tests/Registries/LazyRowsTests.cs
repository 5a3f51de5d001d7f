using System.Collections.Concurrent;
using Portainer.Engine;
using Portainer.Registries.Browse;

namespace Portainer.Tests.Registries;

public sealed class LazyRowsTests : IDisposable
{
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly SemaphoreSlim _gate = new(0);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Want_OnlyWhatIsOnScreen_IsReadOnce()
    {
        using var rows = Rows();
        rows.Add(["a10", "a2", "a1"]);
        rows.Want("a2");
        rows.Want("a2");
        _gate.Release(9);
        await HoldsAsync(() => rows.Rows.Any(row => row.Facts is not null));
        rows.Want("a2");

        Assert.Equal(["a1", "a2", "a10"], rows.Rows.Select(row => row.Name));
        Assert.Equal(["a2"], _asked);
    }

    [Fact]
    public async Task WantAll_ReadsAFewAtOnceAndThenAll()
    {
        using var rows = Rows();
        rows.Add(Enumerable.Range(1, 50).Select(number => $"{number}"));
        rows.WantAll();
        await HoldsAsync(() => _asked.Count == 6);
        Assert.Equal(6, rows.ReadCount);

        _gate.Release(100);
        await HoldsAsync(() => rows.Rows.All(row => row.Facts is not null));
        Assert.Equal(50, _asked.Distinct().Count());
    }

    [Fact]
    public async Task Forget_BeforeItsTurn_IsNotRead()
    {
        using var rows = Rows();
        rows.Add(Enumerable.Range(1, 8).Select(number => $"{number}"));
        rows.WantAll();
        await HoldsAsync(() => _asked.Count == 6);
        rows.Forget("7");
        _gate.Release(100);
        await HoldsAsync(() => rows.Rows.Single(row => row.Name == "8").Facts is not null);

        Assert.DoesNotContain("7", _asked);
    }

    [Fact]
    public async Task Failure_OfOneRow_StandsThere()
    {
        using var rows = new LazyRows<TagRow>(
            name => new(name),
            (name, _) => Task.FromException<TagRow>(new RegistryException(RegistryFailure.NotFound, $"no {name}")),
            (name, failure) => new(name, null, failure),
            TimeProvider.System);
        rows.Add(["a"]);
        rows.Want("a");

        await HoldsAsync(() => rows.Rows[0].Failure == "no a");
    }

    private LazyRows<TagRow> Rows() => new(name => new(name), ReadAsync, (name, failure) => new(name, null, failure), TimeProvider.System);

    private async Task<TagRow> ReadAsync(string name, CancellationToken cancellationToken)
    {
        _asked.Enqueue(name);
        await _gate.WaitAsync(cancellationToken);
        return new(name, new("sha256:aa"));
    }

    private static async Task HoldsAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
