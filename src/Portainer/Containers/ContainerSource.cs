using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Containers;

/// <summary>Containers of all endpoints, for the palette: open one, or do something to it.</summary>
internal sealed class ContainerSource(EngineGate gate, AuthenticationStateProvider authentication, Callers callers, VerbRunner runner)
    : EngineSource(gate, authentication, callers, Operation.ViewEndpoint)
{
    protected override IEnumerable<PaletteEntry> Entries(Caller caller, EndpointView view)
    {
        var entries = view.Containers.Select(row => Entry(caller, view, row));
        return AccessPolicy.Allows(caller, view.Id, Operation.CreateContainer) ? entries.Append(Add(view)) : entries;
    }

    private static PaletteEntry Add(EndpointView view) =>
        new($"container/{view.Id}/+", "Add container", "Containers", "plus") { Href = $"endpoints/{view.Id}/containers/new", Where = view.Name };

    private PaletteEntry Entry(Caller caller, EndpointView view, ContainerRow row)
    {
        string Below(string page) => ContainerPaths.Below(view.Id, row.Name, page);
        return new($"container/{view.Id}/{row.Name}", row.Name, "Containers", "container")
        {
            Href = ObjectPath.Container(view.Id, row.Name),
            Where = $"{view.Name} · {row.Image}",
            Actions =
            [
                new("Logs", "logs") { Href = Below("logs") },
                new("Stats", "chart") { Href = Below("stats") },
                new("Console", "terminal") { Href = Below("console") },
                .. AccessPolicy.Allows(caller, view.Id, Operation.CreateContainer)
                    ? [new("Edit", "pencil") { Href = $"endpoints/{view.Id}/containers/new?edit={Uri.EscapeDataString(row.Name)}" }]
                    : Array.Empty<PaletteAction>(),
                .. ContainerVerb.All
                    .Where(verb => verb.Applies(row) && AccessPolicy.Allows(caller, view.Id, verb.Operation))
                    .Select(verb => new PaletteAction(verb.Label, verb.Icon) { Run = () => runner.RunAsync(caller, view.Id, verb, [row]) }),
            ],
        };
    }
}
