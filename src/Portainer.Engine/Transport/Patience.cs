namespace Portainer.Engine;

/// <summary>How long an engine may think before the head of its answer; the caller's token ends it sooner.</summary>
internal static class Patience
{
    /// <summary>Slow disks, stubborn processes.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMinutes(2);

    /// <summary>What moves whole images: the answer may come only when it is done.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(30);
}
