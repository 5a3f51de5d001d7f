namespace Portainer.Data.Jobs;

/// <summary>A job as it is remembered, without what it wrote: that is <see cref="JobRecord"/>.</summary>
public sealed record StoredJob
{
    public required int Id { get; init; }

    /// <summary>"pull", "build", "prune".</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Icon { get; init; }

    /// <summary>Where its result is seen.</summary>
    public string? Href { get; init; }

    public int? EndpointId { get; init; }

    public required int UserId { get; init; }

    /// <summary>The name at that time: the user may have been removed since.</summary>
    public required string UserName { get; init; }

    public JobState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A sentence; empty while it runs.</summary>
    public string Outcome { get; init; } = "";
}

/// <summary>What a job wrote before it ended.</summary>
/// <param name="Steps">JSON, as the writer likes it.</param>
/// <param name="Output">The last lines.</param>
public sealed record JobRecord(string Steps, string Output);

/// <summary>How a job ended.</summary>
public sealed record JobEnd(JobState State, DateTimeOffset EndedAt, string Outcome, string? Href, JobRecord Record);
