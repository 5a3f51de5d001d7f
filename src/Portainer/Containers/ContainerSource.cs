using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Containers;

/// <summary>Containers of all endpoints, for the palette: open one, or do something to it.</summary>
internal sealed class ContainerSource(EngineGate gate, AuthenticationStateProvider authentication, VerbRunner runner) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = Caller.From((await authentication.GetAuthenticationStateAsync()).User);
        var views = gate.Views(caller);
        return
        [
            .. from view in views from row in view.Containers select Entry(caller, view, row),
            .. from view in views where AccessPolicy.Allows(caller, view.Id, Operation.CreateContainer) select Add(view),
        ];
    }

    private static PaletteEntry Add(EndpointView view) =>
        new($"container/{view.Id}/+", "Add container", "Containers", "plus") { Href = $"endpoints/{view.Id}/containers/new", Where = view.Name };

    private PaletteEntry Entry(Caller caller, EndpointView view, ContainerRow row)
    {
        var href = $"endpoints/{view.Id}/containers/{Uri.EscapeDataString(row.Name)}";
        return new($"container/{view.Id}/{row.Name}", row.Name, "Containers", "container")
        {
            Href = href,
            Where = $"{view.Name} · {row.Image}",
            Actions =
            [
                new("Logs", "logs") { Href = $"{href}/logs" },
                new("Stats", "chart") { Href = $"{href}/stats" },
                new("Console", "terminal") { Href = $"{href}/console" },
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
