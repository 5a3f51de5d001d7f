using Microsoft.AspNetCore.Components;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Volumes;

/// <summary>What is read of a volume: inspect, and who mounts it.</summary>
public sealed record VolumeSheet(VolumeResponse Volume, IReadOnlyList<VolumeUse> Uses);

/// <summary>Everything inspect knows of one volume and who mounts it (R50).</summary>
public sealed partial class VolumePage
{
    [Inject]
    private VolumeActions Actions { get; set; } = null!;

    [Inject]
    private VolumeRemoval Removal { get; set; } = null!;

    [Inject]
    private VolumeSizes Sizes { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    internal override string Kind => "volume";

    // The volume itself, and who mounts it.
    private protected override object? Seen => Row is not { } row
        ? null
        : $"{row.Name} {row.Created} {string.Join(' ', View!.Containers.Where(user => user.Volumes.Contains(Name)).Select(user => $"{user.Id}:{user.Name}:{user.State}"))}";

    private VolumeRow? Row => View?.Volumes?.FirstOrDefault(row => row.Name == Name);

    private bool IsInspect => Query["tab"] == "inspect";

    private protected override async Task<VolumeSheet> ReadAsync(CancellationToken cancellationToken) =>
        new(await Actions.InspectAsync(Caller, Endpoint, Name, cancellationToken), await Actions.UsesAsync(Caller, Endpoint, Name, cancellationToken));

    // A CIFS password stands in clear in the options; Inspect shows it to those who look for it.
    private static KeyValuePair<string, string> Masked(KeyValuePair<string, string> option) =>
        option.Key == "o" ? new(option.Key, string.Join(',', option.Value.Split(',').Select(part => part.StartsWith("password=", StringComparison.Ordinal) ? $"password={VolumeDraft.Mask}" : part))) : option;

    private async Task RemoveAsync()
    {
        if (Row is { } row && await Removal.RunAsync(Caller, Endpoint, [row]) && FailureOf(Name) is null)
        {
            Navigation.NavigateTo($"endpoints/{Endpoint}/volumes");
        }
    }
}
