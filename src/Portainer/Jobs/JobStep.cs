namespace Portainer.Jobs;

/// <summary>One layer, one object, one phase of a job.</summary>
/// <param name="Done">Bytes done, as the engine counts them; null when it does not say.</param>
/// <param name="Total">Bytes in all; null when nobody knows.</param>
/// <param name="Label">What it is about, where that is a name or an id and not part of the text.</param>
public sealed record JobStep(string Id, string Text, long? Done, long? Total, bool Finished, string? Label = null);
