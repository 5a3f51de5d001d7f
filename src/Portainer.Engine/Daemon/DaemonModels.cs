using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>The headers of <c>GET /_ping</c>.</summary>
/// <param name="ApiVersion">Newest version the engine speaks; null when it does not say.</param>
/// <param name="OSType">linux or windows.</param>
/// <param name="Swarm">inactive, pending, error, locked, active/worker or active/manager; empty before API 1.42.</param>
public sealed record PingResponse(Version? ApiVersion, string OSType, string Swarm, string BuilderVersion, bool Experimental, string Server)
{
    /// <summary>The engine's own clock, to the second; null when it does not say.</summary>
    public DateTimeOffset? EngineTime { get; init; }

    public bool IsPodman => Server.StartsWith("Libpod", StringComparison.OrdinalIgnoreCase);
}

/// <summary><c>docker version</c>.</summary>
public sealed class VersionResponse
{
    public VersionPlatform Platform { get; set; } = new();

    public IList<ComponentVersion> Components { get; set; } = [];

    public string Version { get; set; } = "";

    public string ApiVersion { get; set; } = "";

    public string MinAPIVersion { get; set; } = "";

    public string GitCommit { get; set; } = "";

    public string GoVersion { get; set; } = "";

    public string Os { get; set; } = "";

    public string Arch { get; set; } = "";

    public string KernelVersion { get; set; } = "";

    public bool Experimental { get; set; }

    public string BuildTime { get; set; } = "";
}

public sealed class VersionPlatform
{
    public string Name { get; set; } = "";
}

public sealed class ComponentVersion
{
    /// <summary>"Engine", "containerd", "Podman Engine"...</summary>
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public IDictionary<string, string> Details { get; set; } = new Dictionary<string, string>();
}

/// <summary><c>docker events</c> from and to a point in time.</summary>
public sealed class ContainerEventsParameters
{
    /// <summary>RFC 3339, or Unix seconds with a fraction (see <see cref="EngineTimestamp"/>).</summary>
    public string? Since { get; set; }

    /// <summary>The stream ends there instead of going on.</summary>
    public string? Until { get; set; }

    public Filters? Filters { get; set; }
}

/// <summary>An event of the engine.</summary>
public sealed class Message
{
    /// <summary>container, image, network, volume, daemon, service, node, secret, config...</summary>
    public string Type { get; set; } = "";

    /// <summary>"start", "health_status: healthy", "exec_create: sh"...</summary>
    public string Action { get; set; } = "";

    public Actor Actor { get; set; } = new();

    /// <summary>local or swarm.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Unix seconds.</summary>
    public long Time { get; set; }

    /// <summary>Unix nanoseconds.</summary>
    public long TimeNano { get; set; }

    [JsonIgnore]
    public DateTimeOffset At =>
        TimeNano > 0 ? DateTimeOffset.UnixEpoch.AddTicks(TimeNano / 100) : DateTimeOffset.FromUnixTimeSeconds(Time);
}

public sealed class Actor
{
    public string ID { get; set; } = "";

    /// <summary>name, image, the labels, exitCode, signal...</summary>
    public IDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();
}
