using Portainer.Data.Jobs;

namespace Portainer.Jobs;

/// <summary>A job as a line of the activity list.</summary>
/// <param name="Engine">Name of its endpoint; null when it concerns none, or one that was removed.</param>
public sealed record JobRow(
    int Id, string Title, string Kind, string Icon, string? Engine, string Who, JobState State, bool IsCancelling,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, string? Href)
{
    public string Key => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool IsRunning => State == JobState.Running;

    internal JobLook Look => JobLook.Of(State, IsCancelling);

    internal static JobRow From(Job job, string? engine) => new(
        job.Id, job.Plan.Title, JobText.Kind(job.Plan.Kind), job.Plan.Icon, engine, job.UserName, job.State, job.IsCancelling,
        job.StartedAt, job.EndedAt, job.Outcome, job.Href);
}
