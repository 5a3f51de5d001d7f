namespace Portainer.Engine;

/// <summary><c>docker volume create</c>.</summary>
public sealed class VolumesCreateParameters
{
    /// <summary>Null: the engine makes one up.</summary>
    public string? Name { get; set; }

    /// <summary>Null is "local".</summary>
    public string? Driver { get; set; }

    public IDictionary<string, string>? DriverOpts { get; set; }

    public IDictionary<string, string>? Labels { get; set; }
}

public sealed class VolumesPruneResponse
{
    /// <summary>Names.</summary>
    public IList<string> VolumesDeleted { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long SpaceReclaimed { get; set; }
}
