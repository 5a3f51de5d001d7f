using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;

namespace Portainer.Volumes;

/// <summary>Makes a volume; the command line beside it shows what would be typed (R49).</summary>
public sealed partial class VolumeCreate
{
    private static readonly string[] UsualDrivers = ["local"];
    private static readonly string[] LocalOptions = ["type", "device", "o"];
    private readonly VolumeDraft _draft = new();

    [Inject]
    private VolumeActions Actions { get; set; } = null!;

    internal override string Kind => "volume";

    internal override Operation Operation => Operation.CreateVolume;

    private protected override IReadOnlyList<string> Usual => UsualDrivers;

    private protected override string TypedName => _draft.Name;

    private IReadOnlyList<VolumeRow> Existing => View?.Volumes ?? [];

    private string KindHint => _draft.Kind switch
    {
        VolumeKind.Nfs or VolumeKind.Cifs => "The engine mounts it when a container starts that has the volume: a wrong address is only told then.",
        VolumeKind.Folder => "The folder has to exist on the host.",
        VolumeKind.Tmpfs => "Gone when the last container that has it stops.",
        _ => "The usual choice.",
    };

    private protected override IReadOnlyDictionary<string, string> Faults() => _draft.Faults(Existing);

    private protected override Task<IReadOnlyList<string>> ReadDriversAsync(CancellationToken cancellationToken) => Actions.DriversAsync(Caller, Endpoint, cancellationToken);

    private protected override async Task<(string Name, string Href)> SendAsync(CancellationToken cancellationToken)
    {
        var name = await Actions.CreateAsync(Caller, Endpoint, _draft.ToParameters(), cancellationToken);
        return (name, VolumePaths.Of(Endpoint, name));
    }
}
