namespace Portainer.Images;

/// <summary>What a person asks to pull.</summary>
internal sealed class PullDraft
{
    public string Image { get; set; } = "";

    /// <summary>os/arch[/variant]; empty: the engine's own.</summary>
    public string Platform { get; set; } = "";

    /// <summary>The account to use; null: the one that fits the name.</summary>
    public int? RegistryId { get; set; }

    public string? PlatformOrNull => Platform.Trim() is { Length: > 0 } platform ? platform : null;
}
