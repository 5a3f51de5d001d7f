using Microsoft.Extensions.DependencyInjection;
using Portainer.Access;
using Portainer.Data;
using Portainer.Data.Migrations;
using Portainer.Data.Registries;
using Portainer.Registries;

namespace Portainer.Tests.Registries;

/// <summary>Registry accounts in a database of their own.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    public static readonly Caller Admin = new(1, "admin", true);
    public static readonly Caller Alice = new(2, "alice", false);
    private readonly string _folder = Directory.CreateTempSubdirectory("portainer-registries-").FullName;
    private ServiceProvider _services;

    private RegistryHost() => _services = Build();

    public RegistryStore Store => _services.GetRequiredService<RegistryStore>();

    public RegistryAccess Access { get; private set; } = null!;

    public RegistryActions Actions { get; private set; } = null!;

    public static async Task<RegistryHost> StartAsync()
    {
        var host = new RegistryHost();
        await host._services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        host.Wire();
        return host;
    }

    public async Task LoseKeysAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Path.Combine(_folder, "keys"), recursive: true);
        _services = Build();
        Wire();
    }

    public Task<Registry> AddAsync(string url, string userName = "ci", string? name = null) =>
        Store.CreateAsync(new(name ?? $"{url} {userName}", RegistryKind.Custom, url) { UserName = userName, Secret = userName.Length > 0 ? $"secret of {userName}" : null }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Wire() => (Access, Actions) = (new(Store), new(Store, TimeProvider.System));

    private ServiceProvider Build() => new ServiceCollection().AddLogging().AddPortainerData(new() { Folder = _folder }).BuildServiceProvider();
}
