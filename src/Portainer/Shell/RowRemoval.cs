using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>Asks, then removes chosen rows as <see cref="RowWork"/>.</summary>
internal sealed class RowRemoval(Confirmations confirmations, RowWork work)
{
    /// <summary>False when the user thought better of it.</summary>
    /// <param name="plural">"teams".</param>
    /// <param name="sentence">What goes with them, and what stays.</param>
    public async Task<bool> RunAsync(string plural, string sentence, IReadOnlyList<RowTarget> targets, Func<RowTarget, CancellationToken, Task> remove)
    {
        if (targets.Count == 0 || !await confirmations.AskAsync(new(targets is [var only] ? $"Remove {only.Name}?" : $"Remove {targets.Count} {plural}?", "Remove")
        {
            Names = [.. targets.Select(target => target.Name)],
            Sentence = sentence,
        }))
        {
            return false;
        }

        await work.RemoveAsync(plural, targets, remove);
        return true;
    }

    /// <summary>Whether the last thing done to it worked.</summary>
    public bool Worked(RowTarget target) => !work.Failures.ContainsKey(target.Key);
}
