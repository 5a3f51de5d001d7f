using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;
using Portainer.Ui;

namespace Portainer.Containers;

/// <summary>Asks where something would die, then runs a verb on the chosen containers as <see cref="RowWork"/>.</summary>
internal sealed class VerbRunner(ContainerActions actions, Confirmations confirmations, RowWork work)
{
    /// <summary>False when the user thought better of it.</summary>
    public async Task<bool> RunAsync(Caller caller, int endpointId, ContainerVerb verb, IReadOnlyList<ContainerRow> rows)
    {
        if (rows.Count == 0 || await AskAsync(verb, rows) is not { } options)
        {
            return false;
        }

        await WorkAsync(caller, endpointId, verb, rows, options);
        return true;
    }

    /// <summary>Restarts the running containers of an image, the console's own left out: it would end half way. Asks, whatever their number.</summary>
    public async Task<bool> RestartAllAsync(Caller caller, int endpointId, string image, IReadOnlyList<ContainerRow> rows)
    {
        ContainerRow[] chosen = [.. rows.Where(row => row.IsRunning && !row.IsSelf && ContainerVerb.Restart.Applies(row))];
        var isSpared = rows.Any(row => row.IsSelf);
        var sure = chosen.Length > 0 && await confirmations.AskAsync(new(
            $"Restart {(chosen.Length == 1 ? "the container" : $"the {chosen.Length} containers")} of {image}?", "Restart")
        {
            Names = [.. chosen.Select(row => row.Name)],
            Sentence = "Each is stopped and started again, a few at a time." + (isSpared ? " The container this console runs in is left out." : ""),
        });
        if (sure)
        {
            await WorkAsync(caller, endpointId, ContainerVerb.Restart, chosen, new());
        }

        return sure;
    }

    private Task<IReadOnlyList<RowOutcome>> WorkAsync(Caller caller, int endpointId, ContainerVerb verb, IReadOnlyList<ContainerRow> rows, VerbOptions options)
    {
        RowTarget[] targets = [.. rows.Select(row => new RowTarget(row.Id, row.Name, ContainerPaths.Of(endpointId, row.Name), endpointId))];
        Task RunOneAsync(RowTarget target, CancellationToken token) => actions.RunAsync(caller, endpointId, verb, target.Id, options, token);
        return verb == ContainerVerb.Remove
            ? work.RemoveAsync("containers", targets, RunOneAsync)
            : work.RunAsync(new(verb.Label, verb.Done, "containers"), targets, RunOneAsync);
    }

    private async Task<VerbOptions?> AskAsync(ContainerVerb verb, IReadOnlyList<ContainerRow> rows)
    {
        var self = rows.FirstOrDefault(row => row.IsSelf);
        var isSelf = verb.EndsContainer && self is not null;
        if (!isSelf && verb != ContainerVerb.Remove && verb != ContainerVerb.Kill)
        {
            return new();
        }

        var volumes = new ConfirmOption("Remove anonymous volumes too", "Named volumes always stay.");
        var anyRuns = verb == ContainerVerb.Remove && rows.Any(row => row.IsRunning);
        var sure = await confirmations.AskAsync(new(Title(verb, rows), verb.Label)
        {
            Names = [.. rows.Select(row => row.Name)],
            Sentence = isSelf
                ? $"{self!.Name} is the container this console runs in: you will lose this page, and the console stays away until it is started again from the host."
                : verb == ContainerVerb.Kill ? "Killed at once, without a chance to finish what they are doing."
                : anyRuns ? "Running ones are killed first. What a container wrote outside volumes is gone."
                : "What a container wrote outside volumes is gone.",
            TypeToConfirm = isSelf ? self!.Name : null,
            Options = verb == ContainerVerb.Remove ? [volumes] : [],
        });
        return sure ? new(Force: anyRuns, RemoveVolumes: volumes.On, IncludingSelf: isSelf) : null;
    }

    private static string Title(ContainerVerb verb, IReadOnlyList<ContainerRow> rows) =>
        rows.Count == 1 ? $"{verb.Label} {rows[0].Name}?" : $"{verb.Label} {rows.Count} containers?";
}
