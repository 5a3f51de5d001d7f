namespace Portainer.Jobs;

/// <summary>What a job is about, said before it starts.</summary>
/// <param name="Kind">"pull", "push", "build", "load", "import", "prune", "recreate", "copy", "backup", "restore"...</param>
/// <param name="Title">For people: "Pull nginx:latest".</param>
internal sealed record JobPlan(string Kind, string Title)
{
    public int? EndpointId { get; init; }

    public string Icon { get; init; } = "download";

    /// <summary>Where its result is seen.</summary>
    public string? Href { get; init; }

    /// <summary>What cancelling half way may leave behind, as a sentence: it is asked for first. Null: cancelling is harmless.</summary>
    public string? CancelWarning { get; init; }
}
