namespace Portainer.Fleet;

/// <summary>What all watches of a fleet share. <paramref name="SelfId"/> is the id of the container this process runs in, if any.</summary>
internal sealed record WatchSurroundings(WatchTimings Timings, string? SelfId, ChangeSignal Changes, TimeProvider Time, ILogger Logger);
