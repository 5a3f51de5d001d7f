using Portainer.Access;
using Portainer.Data.Registries;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Registries;

/// <summary>Asks, then forgets accounts as <see cref="RowWork"/>.</summary>
internal sealed class RegistryRemoval(RegistryActions actions, Confirmations confirmations, RowWork work)
{
    /// <summary>False when the user thought better of it.</summary>
    public async Task<bool> RunAsync(Caller caller, IReadOnlyList<Registry> registries)
    {
        if (registries.Count == 0 || !await AskAsync(registries))
        {
            return false;
        }

        await work.RunAsync(
            new("Remove", "Removed", "registries"),
            [.. registries.Select(registry => new RowTarget(RegistryPaths.Key(registry.Id), registry.Name, RegistryPaths.Edit(registry.Id)))],
            (target, token) => actions.DeleteAsync(caller, RegistryPaths.Id(target.Key), token));
        return true;
    }

    private Task<bool> AskAsync(IReadOnlyList<Registry> registries) =>
        confirmations.AskAsync(new(registries.Count == 1 ? $"Remove {registries[0].Name}?" : $"Remove {registries.Count} registries?", "Remove")
        {
            Names = [.. registries.Select(registry => $"{registry.Name} ({registry.Url})")],
            Sentence = "This console forgets the account and its password. Images in the registry and on the engines stay; private ones can no longer be pulled or pushed from here.",
        });
}

internal static class RegistryPaths
{
    public static string Edit(int id) => $"registries/{id}/edit";

    // Row keys are shared by all lists of a circuit.
    public static string Key(int id) => $"registry-{id}";

    public static int Id(string key) => int.Parse(key.AsSpan("registry-".Length), System.Globalization.CultureInfo.InvariantCulture);
}
