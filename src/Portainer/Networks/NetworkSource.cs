using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Networks;

/// <summary>Networks of all endpoints, for the palette.</summary>
internal sealed class NetworkSource(EngineGate gate, AuthenticationStateProvider authentication, Callers callers, NetworkRemoval removal)
    : EngineSource(gate, authentication, callers, Operation.ListNetworks)
{
    protected override IEnumerable<PaletteEntry> Entries(Caller caller, EndpointView view)
    {
        foreach (var row in view.Networks ?? [])
        {
            yield return new($"network/{view.Id}/{row.Name}", row.Name, "Networks", "network")
            {
                Href = NetworkPaths.Of(view.Id, row.Name),
                Where = $"{view.Name} · {row.Driver}",
                Actions = row.IsPredefined || !AccessPolicy.Allows(caller, view.Id, Operation.RemoveNetwork)
                    ? []
                    : [new("Remove", "trash") { Run = () => removal.RunAsync(caller, view.Id, [row]) }],
            };
        }

        if (AccessPolicy.Allows(caller, view.Id, Operation.CreateNetwork))
        {
            yield return new($"create-network/{view.Id}", "Create a network", "Actions", "plus") { Href = $"endpoints/{view.Id}/networks/new", Where = view.Name };
        }
    }
}
