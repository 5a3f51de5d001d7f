using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>The part of a container that is independent of its host.</summary>
public class ContainerConfig
{
    public string? Hostname { get; set; }

    public string? Domainname { get; set; }

    public string? User { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    /// <summary>Keys like "80/tcp".</summary>
    public IDictionary<string, EmptyStruct>? ExposedPorts { get; set; }

    public bool Tty { get; set; }

    public bool OpenStdin { get; set; }

    public bool StdinOnce { get; set; }

    /// <summary>NAME=value each.</summary>
    public IList<string>? Env { get; set; }

    public IList<string>? Cmd { get; set; }

    public HealthConfig? Healthcheck { get; set; }

    public bool? ArgsEscaped { get; set; }

    public string Image { get; set; } = "";

    /// <summary>Paths of anonymous volumes.</summary>
    public IDictionary<string, EmptyStruct>? Volumes { get; set; }

    public string? WorkingDir { get; set; }

    public IList<string>? Entrypoint { get; set; }

    public bool? NetworkDisabled { get; set; }

    public string? MacAddress { get; set; }

    public IList<string>? OnBuild { get; set; }

    public IDictionary<string, string>? Labels { get; set; }

    public string? StopSignal { get; set; }

    /// <summary>Seconds.</summary>
    public int? StopTimeout { get; set; }

    public IList<string>? Shell { get; set; }

    /// <summary>What newer engines say that is not known here, kept so that a recreation loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>A health check; durations are nanoseconds, 0 inherits the image's.</summary>
public sealed class HealthConfig
{
    /// <summary>["NONE"], ["CMD", args...] or ["CMD-SHELL", command].</summary>
    public IList<string>? Test { get; set; }

    public long Interval { get; set; }

    public long Timeout { get; set; }

    public int Retries { get; set; }

    public long StartPeriod { get; set; }

    public long StartInterval { get; set; }
}

/// <summary>The empty object Go uses as the value of a set.</summary>
public sealed class EmptyStruct;
