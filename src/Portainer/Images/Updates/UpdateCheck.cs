using System.Net;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Jobs;

namespace Portainer.Images.Updates;

/// <summary>
/// Asks registries what they have under the names of an endpoint's images, through the engine and without pulling. Registries count such
/// questions, so: a few at once, each name once in six hours unless it is insisted on, and an end at the first "too many requests".
/// </summary>
internal sealed class UpdateCheck(EngineGate gate, ImageUpdates updates, ImageAccounts accounts, JobRunner jobs, TimeProvider time)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(6);

    private const int AtOnce = 3;

    /// <summary>As a job, because a hundred images take a while.</summary>
    /// <param name="imageIds">Null: all of the endpoint's.</param>
    /// <param name="force">Ask again what was asked within six hours.</param>
    public async Task<Job> StartAsync(Caller caller, int endpointId, IReadOnlyList<string>? imageIds, bool force, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CheckImageUpdates, cancellationToken);
        var plan = new JobPlan("check", $"Look for newer images on {session.Endpoint.Name}") { EndpointId = endpointId, Icon = "refresh", Href = $"endpoints/{endpointId}/images" };
        return jobs.Start(caller, plan, async (progress, token) => (await RunAsync(caller, endpointId, imageIds, force, progress, token)).Sentence);
    }

    /// <summary>The check itself; a registry that refuses is an answer, not an exception.</summary>
    public async Task<CheckOutcome> RunAsync(
        Caller caller, int endpointId, IReadOnlyList<string>? imageIds, bool force, JobProgress? progress, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.CheckImageUpdates, cancellationToken);
        var rows = (session.Endpoint.Images ?? []).Where(row => imageIds?.Contains(row.Id) != false);
        CheckItem[] items = [.. rows.SelectMany(row => row.Tags.Select(tag => new CheckItem(tag, ImageUpdates.LocalDigests(tag, row.Digests))))];
        if (imageIds is null && session.Endpoint.Images is not null)
        {
            await updates.KeepAsync(endpointId, items.Select(item => item.Tag), cancellationToken);
        }

        var due = await DueAsync(endpointId, items, force, cancellationToken);
        var limited = new LimitReached();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping.Token };
            await Parallel.ForEachAsync(due, options, async (item, token) =>
            {
                progress?.Step(item.Tag, "Asking", label: item.Tag);
                var answer = await AskAsync(caller, session.Client, item, limited, token);
                if (limited.Words is not null)
                {
                    progress?.Step(item.Tag, "Not answered", finished: true, label: item.Tag);
                    await stopping.CancelAsync();
                    return;
                }

                await updates.PutAsync(endpointId, item.Tag, answer, token);
                progress?.Step(item.Tag, Word(answer, item), finished: true, label: item.Tag);
            });
        }
        catch (OperationCanceledException) when (limited.Words is not null && !cancellationToken.IsCancellationRequested)
        {
            // Told in the outcome.
        }

        return Outcome(endpointId, items, due.Count, limited.Words);
    }

    private async Task<List<CheckItem>> DueAsync(int endpointId, IEnumerable<CheckItem> items, bool force, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<CheckItem>();
        foreach (var item in items)
        {
            if (item.Digests.Count == 0)
            {
                await updates.PutAsync(endpointId, item.Tag, new(null, ImageUpdates.NoDigest, now), cancellationToken);
            }
            else if (force || updates.AskedAt(endpointId, item.Tag) is not { } asked || now - asked >= GoodFor)
            {
                due.Add(item);
            }
        }

        return due;
    }

    private async Task<RegistryAnswer> AskAsync(Caller caller, DockerClient client, CheckItem item, LimitReached limited, CancellationToken cancellationToken)
    {
        try
        {
            var auth = await accounts.ForAsync(caller, item.Tag, null, cancellationToken);
            var found = await client.Images.InspectDistributionAsync(item.Tag, auth, cancellationToken);
            return new(found.Descriptor.Digest, null, time.GetUtcNow());
        }
        catch (DockerApiException refusal) when (LimitReached.Is(refusal))
        {
            limited.Words ??= refusal.Message;
            return new(null, refusal.Message, time.GetUtcNow());
        }
        catch (DockerApiException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound && refusal.Message.Contains("page not found", StringComparison.OrdinalIgnoreCase))
        {
            return new(null, "This engine cannot ask a registry without pulling (Podman cannot).", time.GetUtcNow());
        }
        catch (DockerApiException refusal)
        {
            return new(null, refusal.Message, time.GetUtcNow());
        }
    }

    private CheckOutcome Outcome(int endpointId, CheckItem[] items, int due, string? limit)
    {
        var states = items.Select(item => updates.Of(endpointId, item.Tag, [.. item.Digests.Select(digest => $"{ImageReference.Parse(item.Tag).FamiliarName}@{digest}")]).State).ToArray();
        var newer = states.Count(state => state == UpdateState.Newer);
        var local = items.Count(item => item.Digests.Count == 0);
        var unknown = states.Count(state => state == UpdateState.Unknown) - local;
        var sentence = items.Length == 0 ? "No image here has a name to ask a registry about."
            : $"{(newer == 0 ? "No newer image was found" : newer == 1 ? "One newer image is available" : $"{newer} newer images are available")} among {items.Length} {(items.Length == 1 ? "name" : "names")}"
                + (unknown > 0 ? $"; of {unknown} the registry gave no answer, the list says why" : "")
                + (local > 0 ? $"; {local} of them {(local == 1 ? "was" : "were")} built or loaded here, with nothing to compare" : "")
                + (due < items.Length - local && limit is null ? "; what was asked within six hours was not asked again" : "") + ".";
        return new(newer, limit is null ? sentence : $"The registry limits how often it may be asked, so the check stopped early: {limit} Try again later, or add an account for the registry. {sentence}", limit is not null);
    }

    private static string Word(RegistryAnswer answer, CheckItem item) =>
        answer.Digest is null ? $"Not known: {answer.Reason}" : item.Digests.Contains(answer.Digest) ? "Up to date" : "A newer image is available";

    private sealed record CheckItem(string Tag, IReadOnlyList<string> Digests);

    private sealed class LimitReached
    {
        public string? Words { get; set; }

        public static bool Is(DockerApiException refusal) =>
            refusal.StatusCode == HttpStatusCode.TooManyRequests
            || refusal.Message.Contains("toomanyrequests", StringComparison.OrdinalIgnoreCase)
            || refusal.Message.Contains("too many requests", StringComparison.OrdinalIgnoreCase);
    }
}

/// <param name="Newer">Names with a newer image.</param>
/// <param name="IsCutShort">A registry wanted no more questions.</param>
internal sealed record CheckOutcome(int Newer, string Sentence, bool IsCutShort);
