namespace Portainer.Data.Jobs;

/// <summary>Where a job stands; the numbers are stored.</summary>
public enum JobState
{
    Running = 0,
    Succeeded = 1,
    Failed = 2,

    /// <summary>A person ended it.</summary>
    Cancelled = 3,

    /// <summary>The product was stopped while it ran.</summary>
    Interrupted = 4,
}
