using Portainer.Access;
using Portainer.Data.Jobs;

namespace Portainer.Jobs;

/// <summary>One run of a job's work, and what its end means.</summary>
internal static partial class JobWork
{
    public static async Task<(JobState State, string Outcome)> RunAsync(
        Job job, Func<JobProgress, CancellationToken, Task<string>> work, JobLimits limits, ILogger logger)
    {
        try
        {
            return (JobState.Succeeded, await work(new(job), job.Cancelling));
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            // Also after a cancel: that something could not be put back is what the user has to know.
            return (JobState.Failed, EngineAdvice.Explain(failure.Message));
        }
        catch (Exception failure) when (job.Cancelling.IsCancellationRequested)
        {
            LogBrokenOff(logger, failure, job.Id, job.Plan.Title);
            return job.CancelledBy is { } name ? (JobState.Cancelled, $"Cancelled by {name}.") : (JobState.Interrupted, limits.InterruptedSentence);
        }
        catch (OperationCanceledException)
        {
            return (JobState.Failed, "It was given up: no answer came in time.");
        }
        catch (Exception failure)
        {
            LogFailed(logger, failure, job.Id, job.Plan.Title);
            return (JobState.Failed, "Something went wrong in the console itself; the server's log has the details.");
        }
    }

    [LoggerMessage(3, LogLevel.Debug, "Job {Id} ({Title}) was broken off.")]
    private static partial void LogBrokenOff(ILogger logger, Exception failure, int id, string title);

    [LoggerMessage(4, LogLevel.Error, "Job {Id} ({Title}) failed.")]
    private static partial void LogFailed(ILogger logger, Exception failure, int id, string title);
}
