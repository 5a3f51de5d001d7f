namespace Portainer.Engine;

/// <summary><c>docker build</c>; what is null or false is left to the engine.</summary>
public sealed class ImageBuildParameters
{
    /// <summary>Path within the context; null is "Dockerfile".</summary>
    public string? Dockerfile { get; set; }

    public IList<string>? Tags { get; set; }

    /// <summary>URL of a Git repository (with #branch:folder), a tar or a single Dockerfile, fetched by the engine.</summary>
    public string? RemoteContext { get; set; }

    /// <summary>A null value unsets a predefined argument.</summary>
    public IDictionary<string, string?>? BuildArgs { get; set; }

    /// <summary>The stage to stop at.</summary>
    public string? Target { get; set; }

    public IDictionary<string, string>? Labels { get; set; }

    public bool NoCache { get; set; }

    /// <summary>Ask for newer base images.</summary>
    public bool Pull { get; set; }

    /// <summary>os/arch[/variant].</summary>
    public string? Platform { get; set; }

    /// <summary>Of RUN steps: bridge, host, none, a network's name or container:NAME.</summary>
    public string? NetworkMode { get; set; }

    /// <summary>NAME:ADDRESS each.</summary>
    public IList<string>? ExtraHosts { get; set; }

    public IList<string>? CacheFrom { get; set; }

    /// <summary>Experimental engines only.</summary>
    public bool Squash { get; set; }

    /// <summary>Bytes.</summary>
    public long? ShmSize { get; set; }

    /// <summary>Bytes, classic builder only.</summary>
    public long? Memory { get; set; }

    /// <summary>Bytes of memory and swap together, -1 for no limit of swap; classic builder only.</summary>
    public long? MemorySwap { get; set; }

    /// <summary>1: the classic builder; 2: BuildKit, whose output is read with <see cref="BuildKitTrace"/>; null: the engine's choice.</summary>
    public int? Version { get; set; }

    /// <summary>BuildKit: id of the session that answers for passwords and secrets; null for none.</summary>
    public string? Session { get; set; }

    /// <summary>Remove the intermediate containers of a success; null: yes.</summary>
    public bool? Remove { get; set; }

    /// <summary>Remove them after a failure too.</summary>
    public bool ForceRemove { get; set; }

    /// <summary>Only the image's ID, at the end.</summary>
    public bool Quiet { get; set; }
}
