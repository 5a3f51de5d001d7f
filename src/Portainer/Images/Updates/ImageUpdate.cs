namespace Portainer.Images.Updates;

public enum UpdateState
{
    NotChecked,
    UpToDate,
    Newer,

    /// <summary>The registry was asked, or could not be; <see cref="ImageUpdate.Reason"/> says why it is not known.</summary>
    Unknown,
}

/// <summary>Whether the registry has a newer image than the engine, as far as anybody asked.</summary>
/// <param name="Reason">Why it is not known; null otherwise.</param>
/// <param name="CheckedAt">When the registry was asked.</param>
public sealed record ImageUpdate(UpdateState State, string? Reason = null, DateTimeOffset? CheckedAt = null)
{
    public static readonly ImageUpdate NotChecked = new(UpdateState.NotChecked);
}

/// <summary>What a registry answered about one reference.</summary>
/// <param name="Digest">What it has under the name; null when it did not say.</param>
/// <param name="Reason">Why it did not say.</param>
internal sealed record RegistryAnswer(string? Digest, string? Reason, DateTimeOffset At);
