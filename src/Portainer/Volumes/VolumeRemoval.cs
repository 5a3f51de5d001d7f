using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Volumes;

/// <summary>Asks, with something to type because data dies for good, then removes volumes as <see cref="RowWork"/>.</summary>
internal sealed class VolumeRemoval(VolumeActions actions, Confirmations confirmations, RowWork work)
{
    /// <summary>False when the user thought better of it.</summary>
    public async Task<bool> RunAsync(Caller caller, int endpointId, IReadOnlyList<VolumeRow> rows)
    {
        if (rows.Count == 0 || !await AskAsync(rows))
        {
            return false;
        }

        await work.RemoveAsync(
            "volumes",
            [.. rows.Select(row => new RowTarget(row.Name, row.Name, VolumePaths.Of(endpointId, row.Name), endpointId))],
            (target, token) => actions.RemoveAsync(caller, endpointId, target.Id, token));
        return true;
    }

    private Task<bool> AskAsync(IReadOnlyList<VolumeRow> rows) =>
        confirmations.AskAsync(new(rows.Count == 1 ? $"Remove volume {Short(rows[0].Name)}?" : $"Remove {rows.Count} volumes?", "Remove")
        {
            Names = [.. rows.Select(row => row.Name)],
            Sentence = "Everything in it is gone for good." + (rows.Any(row => row.InUse) ? " The engine refuses to remove a volume that a container has, running or not." : ""),
            TypeToConfirm = rows.Count == 1 ? Short(rows[0].Name) : $"{rows.Count} volumes",
        });

    /// <summary>Nobody types the 64 digits of a name that the engine made up.</summary>
    private static string Short(string name) => name.Length == 64 ? name[..12] : name;
}

internal static class VolumePaths
{
    public static string Of(int endpointId, string volume) => ObjectPath.Volume(endpointId, volume);

    public static string Files(int endpointId, string volume) => ObjectPath.Volume(endpointId, volume, "files");
}
