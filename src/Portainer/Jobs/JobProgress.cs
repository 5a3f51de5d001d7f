namespace Portainer.Jobs;

/// <summary>What a job's work tells while it runs. Any thread, any pace: pages draw it a few times a second at most.</summary>
/// <param name="secrets">Values that are never shown.</param>
internal sealed class JobProgress(Job job, IReadOnlyList<string>? secrets = null)
{
    private const string Mask = "••••••";

    /// <summary>The same, with these values hidden wherever they occur: output outlives the job and is read by others.</summary>
    public JobProgress Hiding(IReadOnlyList<string> values) => new(job, values);

    /// <summary>The text as it may be shown.</summary>
    public string Hide(string text) => secrets is null ? text : secrets.Aggregate(text, (all, secret) => all.Replace(secret, Mask, StringComparison.Ordinal));

    /// <summary>What is being done now, in one line.</summary>
    public void Status(string sentence) => job.Say(status: Hide(sentence));

    /// <summary>One bar per layer or phase: the first call with an id adds it, later ones change it in place.</summary>
    /// <param name="done">Bytes, as the engine counts them; never an estimate.</param>
    /// <param name="label">Shown before the text, as a name or an id.</param>
    public void Step(string id, string text, long? done = null, long? total = null, bool finished = false, string? label = null) =>
        job.Put(new(id, Hide(text), done, total, finished, label is null ? null : Hide(label)));

    /// <summary>A line of output; the last 2,000 are kept.</summary>
    public void Say(string line) => job.Say(line: Hide(line));

    /// <summary>Where the result is seen, once that is known.</summary>
    public void Link(string href) => job.Link(href);
}
