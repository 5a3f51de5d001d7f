namespace Portainer.Data.Tests;

/// <summary>Every test of a derived class runs against a migrated database of its own.</summary>
public abstract class StoreTests(Dialect dialect) : IAsyncLifetime
{
    private DataHost? _host;

    private protected DataHost Host => _host!;

    public async Task InitializeAsync() => _host = await DataHost.MigratedAsync(dialect);

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
