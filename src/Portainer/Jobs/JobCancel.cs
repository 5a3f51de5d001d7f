using Portainer.Access;
using Portainer.Ui;

namespace Portainer.Jobs;

/// <summary>Cancelling as the screens offer it: asked for first where it may leave something half done.</summary>
internal static class JobCancel
{
    /// <summary>False when the user thought better of it, or the job was not there any more.</summary>
    public static async Task<bool> RunAsync(JobRunner runner, Caller caller, Job job, Confirmations confirmations, Toasts toasts)
    {
        if (job.Plan.CancelWarning is { } warning && !await confirmations.AskAsync(Question(job, warning)))
        {
            return false;
        }

        try
        {
            runner.Cancel(caller, job.Id);
            return true;
        }
        catch (TellableException failure)
        {
            toasts.Error(failure.Message);
            return false;
        }
    }

    private static Confirmation Question(Job job, string warning) => new("Cancel this half way?", "Cancel it")
    {
        Names = [job.Plan.Title],
        Sentence = warning,
    };
}
