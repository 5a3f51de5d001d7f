namespace Portainer.Jobs;

/// <summary>One layer, one object, one phase of a job.</summary>
/// <param name="Done">Bytes or pieces done, as the engine counts them; null when it does not say.</param>
/// <param name="Total">The whole of it; null when nobody knows.</param>
public sealed record JobStep(string Id, string Text, long? Done, long? Total, bool Finished);
