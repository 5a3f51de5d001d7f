using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Data.Registries;
using Portainer.Registries.Browse;
using Portainer.Shell;

namespace Portainer.Registries;

/// <summary>Registry accounts, for the palette.</summary>
internal sealed class RegistrySource(RegistryStore store, AuthenticationStateProvider authentication, Callers callers, RegistryRemoval removal) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await callers.OfAsync(authentication.GetAuthenticationStateAsync());
        return AccessPolicy.Allows(caller, null, Operation.ManageRegistries)
            ? [.. (await store.ListAsync(cancellationToken)).Select(registry => Entry(caller, registry)), Add]
            : [];
    }

    private static PaletteEntry Add => new("add-registry", "Add a registry", "Actions", "plus") { Href = "registries/new" };

    private PaletteEntry Entry(Caller caller, Registry registry) => new($"registry/{registry.Id}", registry.Name, "Registries", "registry")
    {
        Href = BrowsePaths.Repositories(registry.Id),
        Where = registry.Url,
        Actions = [new("Edit", "pencil") { Href = RegistryPaths.Edit(registry.Id) }, new("Remove", "trash") { Run = () => removal.RunAsync(caller, [registry]) }],
    };
}
