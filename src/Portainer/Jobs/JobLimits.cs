namespace Portainer.Jobs;

/// <summary>How long jobs are remembered and waited for.</summary>
internal sealed record JobLimits
{
    /// <summary>Ended jobs that are kept.</summary>
    public int Most { get; init; } = 500;

    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long running jobs may take to end when the product stops; real time, whatever the product's clock.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(5);

    public string InterruptedSentence { get; init; } = "Interrupted: the console was stopped while it ran.";
}
