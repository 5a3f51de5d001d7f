namespace Portainer.Fleet;

/// <summary>What only feeds counters and facts, re-read in the slow lane.</summary>
[Flags]
internal enum SlowParts
{
    None = 0,
    Images = 2,
    Volumes = 4,
    Networks = 8,
    Swarm = 16,
    Facts = 32,
    All = Images | Volumes | Networks | Swarm | Facts,
}
