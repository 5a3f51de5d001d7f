namespace Portainer.Images;

/// <summary>What a person asks to pull.</summary>
internal sealed class PullDraft
{
    public string Image { get; set; } = "";

    /// <summary>os/arch[/variant]; empty: the engine's own.</summary>
    public string Platform { get; set; } = "";

    /// <summary>The account to use; null: the one that fits the name.</summary>
    public int? RegistryId { get; set; }

    /// <summary>Address of the chosen registry; null: the name alone decides.</summary>
    public string? RegistryUrl { get; set; }

    /// <summary>The name as the engine gets it: in the chosen registry, unless it says so already.</summary>
    public string FullName => ImageName.In(RegistryUrl, Image.Trim());

    public string? PlatformOrNull => Platform.Trim() is { Length: > 0 } platform ? platform : null;
}
