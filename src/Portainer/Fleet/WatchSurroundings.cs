namespace Portainer.Fleet;

/// <summary>What all watches of a fleet share.</summary>
/// <param name="SelfId">Id of the container this process runs in, if any.</param>
/// <param name="HidingLabels">Names of labels that hide containers: events keep these of all labels.</param>
internal sealed record WatchSurroundings(
    WatchTimings Timings, string? SelfId, IReadOnlySet<string> HidingLabels, ChangeSignal Changes, TimeProvider Time, ILogger Logger);
