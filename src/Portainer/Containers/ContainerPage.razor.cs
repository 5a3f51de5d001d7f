using Microsoft.AspNetCore.Components;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Containers;

/// <summary>Everything inspect knows of one container. Its name outlives a recreation.</summary>
public sealed partial class ContainerPage
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    internal override string Kind => "container";

    private protected override string OtherFates => " or renamed";

    private protected override object? Seen => Row;

    private ContainerRow? Row => View?.FindContainer(Name);

    private protected override Task<ContainerInspectResponse> ReadAsync(CancellationToken cancellationToken) =>
        Actions.InspectAsync(Caller, Endpoint, Name, cancellationToken);

    private Task RenamedAsync(string name)
    {
        Navigation.NavigateTo(ContainerPaths.Of(Endpoint, name), new NavigationOptions { ReplaceHistoryEntry = true });
        return Task.CompletedTask;
    }
}
