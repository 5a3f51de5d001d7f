using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>A manifest as a registry holds it: of one image (config and layers), or of one image for several platforms (an index).</summary>
public sealed record RegistryManifest
{
    public required string Repository { get; init; }

    /// <summary>With its algorithm: "sha256:...".</summary>
    public required string Digest { get; init; }

    public required string MediaType { get; init; }

    /// <summary>As it came, to the byte: its digest is over these.</summary>
    [JsonIgnore]
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Null for an index, and for a manifest of the first schema.</summary>
    public RegistryDescriptor? Config { get; init; }

    /// <summary>Lowest first; empty for an index.</summary>
    public IReadOnlyList<RegistryDescriptor> Layers { get; init; } = [];

    /// <summary>Of an index: one manifest a platform, and what belongs to them.</summary>
    public IReadOnlyList<RegistryDescriptor> Manifests { get; init; } = [];

    /// <summary>What it is, when it is no image: a chart, a signature.</summary>
    public string? ArtifactType { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public bool IsIndex => RegistryMediaTypes.IsIndex(MediaType);

    /// <summary>Config and layers together as they are stored and transferred, compressed, in bytes; null where it does not say.</summary>
    public long? ContentSize => Config is null ? null : Config.Size + Layers.Sum(layer => layer.Size);
}

/// <summary>Points from a manifest to a blob or to another manifest.</summary>
/// <param name="Size">Bytes, as stored.</param>
public sealed record RegistryDescriptor(string MediaType, string Digest, long Size)
{
    /// <summary>os/arch[/variant]; null where it is not said.</summary>
    public string? Platform { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Provenance and the like, which builders put beside the platforms.</summary>
    public bool IsAttestation => Platform == "unknown/unknown" || Annotations.ContainsKey("vnd.docker.reference.type");
}
