using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Shell;

/// <summary>What lives on engines, for the palette: one kind of object of every endpoint whose list the caller may see.</summary>
internal abstract class EngineSource(EngineGate gate, AuthenticationStateProvider authentication, Callers callers, Operation listing) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await callers.OfAsync(authentication.GetAuthenticationStateAsync());
        return [.. from view in gate.Views(caller) where AccessPolicy.Allows(caller, view.Id, listing) from entry in Entries(caller, view) select entry];
    }

    protected abstract IEnumerable<PaletteEntry> Entries(Caller caller, EndpointView view);
}
