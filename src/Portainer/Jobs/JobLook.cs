using Portainer.Data.Jobs;
using Portainer.Ui;

namespace Portainer.Jobs;

/// <summary>Word, colour and icon of a job's state.</summary>
internal readonly record struct JobLook(string Word, Tone Tone, string Icon)
{
    public static JobLook Of(JobState state, bool isCancelling = false) => state switch
    {
        JobState.Running => isCancelling ? new("cancelling", Tone.Warn, "loading") : new("running", Tone.Info, "loading"),
        JobState.Succeeded => new("done", Tone.Ok, "ok"),
        JobState.Failed => new("failed", Tone.Danger, "error"),
        JobState.Cancelled => new("cancelled", Tone.Neutral, "x"),
        _ => new("interrupted", Tone.Warn, "unplug"),
    };
}
