using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>What a registry has under a name right now (<c>docker manifest inspect</c>'s cousin).</summary>
public sealed class DistributionInspectResponse
{
    public Descriptor Descriptor { get; set; } = new();

    public IList<Platform> Platforms { get; set; } = [];
}

public sealed class Descriptor
{
    public string MediaType { get; set; } = "";

    public string Digest { get; set; } = "";

    /// <summary>Bytes of the manifest, not of the image.</summary>
    public long Size { get; set; }
}

public sealed class Platform
{
    [JsonPropertyName("architecture")]
    public string Architecture { get; set; } = "";

    [JsonPropertyName("os")]
    public string Os { get; set; } = "";

    [JsonPropertyName("variant")]
    public string? Variant { get; set; }

    [JsonPropertyName("os.version")]
    public string? OsVersion { get; set; }

    /// <summary>os/arch[/variant], the form of <c>--platform</c>.</summary>
    public static Platform Parse(string text)
    {
        var parts = text.Split('/', 3);
        return new()
        {
            Os = parts[0],
            Architecture = parts.Length > 1 ? parts[1] : "",
            Variant = parts.Length > 2 ? parts[2] : null,
        };
    }

    public override string ToString() => string.Join('/', new[] { Os, Architecture, Variant }.Where(part => !string.IsNullOrEmpty(part)));
}
