using System.Collections.Concurrent;
using System.Net;
using Portainer.Engine;
using Portainer.Ui;

namespace Portainer.Shell;

/// <summary>What is done to rows, in the words of buttons and toasts.</summary>
/// <param name="Label">"Remove".</param>
/// <param name="Done">"Removed".</param>
/// <param name="Plural">"images".</param>
public sealed record RowVerb(string Label, string Done, string Plural);

/// <param name="Id">The object's, as the verb names it.</param>
/// <param name="Href">Where a failure is looked into; null for nowhere.</param>
/// <param name="Endpoint">Where it is: endpoints have volumes of one name and images of one id.</param>
public sealed record RowTarget(string Id, string Name, string? Href = null, int? Endpoint = null)
{
    /// <summary>Under which <see cref="RowWork"/> tells what happens to it.</summary>
    public string Key => Endpoint is { } endpoint ? KeyOf(endpoint, Id) : Id;

    public static string KeyOf(int endpointId, string id) => $"{endpointId}/{id}";
}

/// <summary>How it went on one row; <paramref name="Error"/> is null when it worked.</summary>
public sealed record RowOutcome(RowTarget Target, string? Error);

/// <summary>
/// Does something to chosen rows, a few at once, and keeps for each what is going on and what went wrong; tables show both.
/// One per circuit: it outlives the page, so leaving half way loses no result. One failure stops nothing.
/// </summary>
internal sealed class RowWork(Toasts toasts)
{
    /// <summary>An engine handles a few at once well; more only queue up behind its locks.</summary>
    private const int AtOnce = 4;

    private const int NamesShown = 3;

    private readonly ConcurrentDictionary<string, string> _working = new();

    public event Action? Changed;

    /// <summary>Labels of what is being done right now, by row key.</summary>
    public IReadOnlyDictionary<string, string> Working => _working;

    /// <summary>Why the last run failed, by row key.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; private set; } = new Dictionary<string, string>();

    /// <summary>What a table's <c>Stamp</c> needs for a row.</summary>
    public object StampOf(string key) => (_working.GetValueOrDefault(key), Failures.GetValueOrDefault(key));

    /// <summary>Runs to the end whoever leaves; <paramref name="act"/> fails by throwing what <see cref="Access.Failures.IsTellable"/> knows.</summary>
    public async Task<IReadOnlyList<RowOutcome>> RunAsync(
        RowVerb verb, IReadOnlyList<RowTarget> targets, Func<RowTarget, CancellationToken, Task> act)
    {
        foreach (var target in targets)
        {
            _working[target.Key] = verb.Label;
        }

        Failures = new Dictionary<string, string>();
        Changed?.Invoke();
        var outcomes = new ConcurrentBag<RowOutcome>();
        try
        {
            await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (target, token) =>
            {
                outcomes.Add(new(target, await TryAsync(target, act, token)));
                _working.TryRemove(target.Key, out _);
                Changed?.Invoke();
            });
        }
        finally
        {
            foreach (var target in targets)
            {
                _working.TryRemove(target.Key, out _);
            }
        }

        IReadOnlyList<RowOutcome> inOrder = [.. targets.Select(target => outcomes.First(outcome => outcome.Target == target))];
        Tell(verb, inOrder);
        return inOrder;
    }

    /// <summary>Removes chosen objects of an engine. One that is gone already is what was wanted: somebody else was faster.</summary>
    /// <param name="plural">"networks".</param>
    public Task<IReadOnlyList<RowOutcome>> RemoveAsync(string plural, IReadOnlyList<RowTarget> targets, Func<RowTarget, CancellationToken, Task> remove) =>
        RunAsync(new("Remove", "Removed", plural), targets, async (target, token) =>
        {
            try
            {
                await remove(target, token);
            }
            catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
            {
            }
        });

    private static async Task<string?> TryAsync(RowTarget target, Func<RowTarget, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(target, cancellationToken);
            return null;
        }
        catch (Exception failure) when (Access.Failures.IsTellable(failure))
        {
            return failure.Message;
        }
    }

    private void Tell(RowVerb verb, IReadOnlyList<RowOutcome> outcomes)
    {
        var failed = outcomes.Where(outcome => outcome.Error is not null).ToArray();
        Failures = failed.ToDictionary(outcome => outcome.Target.Key, outcome => outcome.Error!);
        Changed?.Invoke();
        var done = outcomes.Where(outcome => outcome.Error is null).Select(outcome => outcome.Target.Name).ToArray();
        if (done.Length > 0)
        {
            toasts.Success($"{verb.Done} {Names(done)}");
        }

        if (failed is [var only])
        {
            toasts.Error($"{verb.Label} failed on {only.Target.Name}: {only.Error}", only.Target.Href, "Open");
        }
        else if (failed.Length > 1)
        {
            toasts.Error($"{verb.Label} failed on {failed.Length} of {outcomes.Count} {verb.Plural}: {Names([.. failed.Select(outcome => outcome.Target.Name)])}. The rows say why.");
        }
    }

    private static string Names(string[] names) => names.Length <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {names.Length - NamesShown} more";
}
