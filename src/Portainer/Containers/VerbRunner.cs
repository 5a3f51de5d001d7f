using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Containers;

/// <summary>
/// Asks where something would die, runs a verb on the chosen containers and tells the outcome of each. One per circuit:
/// it outlives the page, so leaving half way loses no result.
/// </summary>
internal sealed class VerbRunner(ContainerActions actions, Confirmations confirmations, Toasts toasts)
{
    private const int NamesShown = 3;

    /// <summary>Results of the last run that had failures, by container id; the list shows them in the rows.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; private set; } = new Dictionary<string, string>();

    /// <summary>Ids that a verb is working on right now.</summary>
    public IReadOnlyDictionary<string, ContainerVerb> Working => _working;

    public event Action? Changed;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ContainerVerb> _working = new();

    /// <summary>False when the user thought better of it.</summary>
    public async Task<bool> RunAsync(Caller caller, int endpointId, ContainerVerb verb, IReadOnlyList<ContainerRow> rows)
    {
        if (rows.Count == 0 || await AskAsync(verb, rows) is not { } options)
        {
            return false;
        }

        foreach (var row in rows)
        {
            _working[row.Id] = verb;
        }

        Failures = new Dictionary<string, string>();
        Changed?.Invoke();
        var outcomes = new List<VerbOutcome>();
        try
        {
            await foreach (var outcome in actions.RunAsync(caller, endpointId, verb, rows, options, CancellationToken.None))
            {
                outcomes.Add(outcome);
                _working.TryRemove(outcome.Row.Id, out _);
                Changed?.Invoke();
            }
        }
        finally
        {
            foreach (var row in rows)
            {
                _working.TryRemove(row.Id, out _);
            }
        }

        Tell(verb, endpointId, outcomes);
        return true;
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

    private void Tell(ContainerVerb verb, int endpointId, List<VerbOutcome> outcomes)
    {
        var failed = outcomes.Where(outcome => outcome.Error is not null).ToArray();
        Failures = failed.ToDictionary(outcome => outcome.Row.Id, outcome => outcome.Error!);
        Changed?.Invoke();
        var done = outcomes.Where(outcome => outcome.Error is null).Select(outcome => outcome.Row.Name).ToArray();
        if (done.Length > 0)
        {
            toasts.Success($"{verb.Done} {Names(done)}");
        }

        if (failed.Length == 1)
        {
            toasts.Error($"{verb.Label} failed on {failed[0].Row.Name}: {failed[0].Error}", $"endpoints/{endpointId}/containers/{failed[0].Row.Name}", "Open");
        }
        else if (failed.Length > 1)
        {
            toasts.Error($"{verb.Label} failed on {failed.Length} of {outcomes.Count} containers: {Names([.. failed.Select(outcome => outcome.Row.Name)])}. The rows say why.");
        }
    }

    private static string Names(string[] names) => names.Length <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {names.Length - NamesShown} more";
}
