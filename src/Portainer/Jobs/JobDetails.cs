namespace Portainer.Jobs;

/// <summary>What a job did so far, or did before it ended.</summary>
/// <param name="Dropped">Lines that were written but are not kept.</param>
internal sealed record JobDetails(IReadOnlyList<JobStep> Steps, IReadOnlyList<OutputBlock> Output, int Dropped)
{
    public static readonly JobDetails None = new([], [], 0);
}
