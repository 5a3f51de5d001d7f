using System.Text.Json;

namespace Portainer.Engine;

/// <summary><c>docker volume ls</c>.</summary>
public sealed class VolumesListParameters
{
    public Filters? Filters { get; set; }
}

public sealed class VolumesListResponse
{
    public IList<VolumeResponse> Volumes { get; set; } = [];

    public IList<string> Warnings { get; set; } = [];
}

public sealed class VolumeResponse
{
    public string Name { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Mountpoint { get; set; } = "";

    /// <summary>Null where the driver does not say.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>local or global.</summary>
    public string Scope { get; set; } = "";

    public IDictionary<string, string> Options { get; set; } = new Dictionary<string, string>();

    /// <summary>What the driver says of it; the local one says nothing.</summary>
    public IDictionary<string, JsonElement>? Status { get; set; }

    /// <summary>Only in disk usage.</summary>
    public VolumeUsage? UsageData { get; set; }
}

public sealed class VolumeUsage
{
    /// <summary>Bytes; -1 when unknown.</summary>
    public long Size { get; set; } = -1;

    public long RefCount { get; set; } = -1;
}
