using Portainer.Fleet;

namespace Portainer.Volumes;

/// <summary>A mount of a volume.</summary>
/// <param name="Path">In the container.</param>
public sealed record VolumeUse(ContainerRow Container, string Path, bool IsWritable);
