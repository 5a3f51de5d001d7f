using Microsoft.AspNetCore.Components;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Networks;

/// <summary>Everything inspect knows of one network, and who is in it (R48, S88).</summary>
public sealed partial class NetworkPage
{
    [Inject]
    private NetworkActions Actions { get; set; } = null!;

    [Inject]
    private NetworkRemoval Removal { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    internal override string Kind => "network";

    // The network itself, and who is in it and runs: addresses come and go with both.
    private protected override object? Seen => Row is not { } row
        ? null
        : $"{row.Id} {string.Join(' ', View!.Containers.Where(container => container.Networks.Contains(row.Name)).Select(container => $"{container.Id}:{container.Name}:{container.IsRunning}:{container.Address}"))}";

    private NetworkRow? Row => View?.Networks?.FirstOrDefault(row => row.Name == Name) ?? View?.Networks?.FirstOrDefault(row => row.Id == Name);

    private protected override Task<NetworkResponse> ReadAsync(CancellationToken cancellationToken) =>
        Actions.InspectAsync(Caller, Endpoint, Name, cancellationToken);

    /// <summary>Whether containers reach each other; null where the driver has no such switch.</summary>
    private static bool? IccOf(NetworkResponse network) => network.Driver == "bridge"
        ? !network.Options.TryGetValue("com.docker.network.bridge.enable_icc", out var icc) || icc != "false"
        : null;

    private async Task RemoveAsync()
    {
        if (Row is { } row && await Removal.RunAsync(Caller, Endpoint, [row]) && FailureOf(row.Id) is null)
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/networks");
        }
    }
}
