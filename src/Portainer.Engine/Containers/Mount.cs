namespace Portainer.Engine;

/// <summary>A mount as it is asked for (<c>docker run --mount</c>).</summary>
public sealed class Mount
{
    /// <summary>bind, volume, tmpfs, npipe, cluster or image.</summary>
    public string Type { get; set; } = "";

    public string? Source { get; set; }

    public string Target { get; set; } = "";

    public bool ReadOnly { get; set; }

    public string? Consistency { get; set; }

    public BindOptions? BindOptions { get; set; }

    public VolumeOptions? VolumeOptions { get; set; }

    public ImageOptions? ImageOptions { get; set; }

    public TmpfsOptions? TmpfsOptions { get; set; }
}

public sealed class BindOptions
{
    public string? Propagation { get; set; }

    public bool NonRecursive { get; set; }

    public bool CreateMountpoint { get; set; }

    public bool ReadOnlyNonRecursive { get; set; }

    public bool ReadOnlyForceRecursive { get; set; }
}

public sealed class VolumeOptions
{
    public bool NoCopy { get; set; }

    public IDictionary<string, string>? Labels { get; set; }

    public NamedDriver? DriverConfig { get; set; }

    public string? Subpath { get; set; }
}

public sealed class ImageOptions
{
    public string? Subpath { get; set; }
}

public sealed class TmpfsOptions
{
    public long SizeBytes { get; set; }

    /// <summary>Permission bits as a decimal number.</summary>
    public int Mode { get; set; }
}

/// <summary>A driver and its options.</summary>
public sealed class NamedDriver
{
    public string Name { get; set; } = "";

    public IDictionary<string, string>? Options { get; set; }
}
