using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Networks;

/// <summary>Asks, then removes networks as <see cref="RowWork"/>. The engine's own are told and left out before anything is asked of it.</summary>
internal sealed class NetworkRemoval(NetworkActions actions, Confirmations confirmations, RowWork work, Toasts toasts)
{
    /// <summary>False when nothing was tried.</summary>
    public async Task<bool> RunAsync(Caller caller, int endpointId, IReadOnlyList<NetworkRow> rows)
    {
        NetworkRow[] removable = [.. rows.Where(row => !row.IsPredefined)];
        foreach (var row in rows.Where(row => row.IsPredefined))
        {
            toasts.Warn(PredefinedNetworkException.Sentence(row.Name));
        }

        if (removable.Length == 0 || !await AskAsync(removable))
        {
            return false;
        }

        await work.RemoveAsync(
            "networks",
            [.. removable.Select(row => new RowTarget(row.Id, row.Name, NetworkPaths.Of(endpointId, row.Name), endpointId))],
            (target, token) => actions.RemoveAsync(caller, endpointId, target.Id, token));
        return true;
    }

    private Task<bool> AskAsync(NetworkRow[] rows) => confirmations.AskAsync(new(rows.Length == 1 ? $"Remove {rows[0].Name}?" : $"Remove {rows.Length} networks?", "Remove")
    {
        Names = [.. rows.Select(row => row.Name)],
        Sentence = rows.Any(row => row.InUse) ? "The engine refuses to remove a network while a container is in it." : null,
    });
}

internal static class NetworkPaths
{
    public static string Of(int endpointId, string network) => ObjectPath.Network(endpointId, network);
}
