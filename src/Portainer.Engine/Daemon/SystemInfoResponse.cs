using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary><c>docker info</c>. <see cref="ID"/> is not unique: machines cloned from one image share it.</summary>
public sealed class SystemInfoResponse
{
    public string ID { get; set; } = "";

    public long Containers { get; set; }

    public long ContainersRunning { get; set; }

    public long ContainersPaused { get; set; }

    public long ContainersStopped { get; set; }

    public long Images { get; set; }

    public string Driver { get; set; } = "";

    /// <summary>Name and value pairs.</summary>
    public IList<IList<string>> DriverStatus { get; set; } = [];

    public string DockerRootDir { get; set; } = "";

    public PluginNames Plugins { get; set; } = new();

    public bool MemoryLimit { get; set; }

    public bool SwapLimit { get; set; }

    [JsonPropertyName("CpuCfsPeriod")]
    public bool CPUCfsPeriod { get; set; }

    [JsonPropertyName("CpuCfsQuota")]
    public bool CPUCfsQuota { get; set; }

    public bool CPUShares { get; set; }

    public bool CPUSet { get; set; }

    public bool PidsLimit { get; set; }

    public bool OomKillDisable { get; set; }

    public bool IPv4Forwarding { get; set; }

    public bool Debug { get; set; }

    public int NFd { get; set; }

    public int NGoroutines { get; set; }

    public string SystemTime { get; set; } = "";

    public string LoggingDriver { get; set; } = "";

    public string CgroupDriver { get; set; } = "";

    /// <summary>"1" or "2"; empty before API 1.41.</summary>
    public string CgroupVersion { get; set; } = "";

    public int NEventsListener { get; set; }

    public string KernelVersion { get; set; } = "";

    public string OperatingSystem { get; set; } = "";

    public string OSVersion { get; set; } = "";

    public string OSType { get; set; } = "";

    public string Architecture { get; set; } = "";

    public int NCPU { get; set; }

    /// <summary>Bytes.</summary>
    public long MemTotal { get; set; }

    public string IndexServerAddress { get; set; } = "";

    public RegistryConfig RegistryConfig { get; set; } = new();

    public string HttpProxy { get; set; } = "";

    public string HttpsProxy { get; set; } = "";

    public string NoProxy { get; set; } = "";

    /// <summary>Host name.</summary>
    public string Name { get; set; } = "";

    public IList<string> Labels { get; set; } = [];

    public bool ExperimentalBuild { get; set; }

    public string ServerVersion { get; set; } = "";

    public IDictionary<string, RuntimeResponse> Runtimes { get; set; } = new Dictionary<string, RuntimeResponse>();

    public string DefaultRuntime { get; set; } = "";

    public SwarmState Swarm { get; set; } = new();

    public bool LiveRestoreEnabled { get; set; }

    public string Isolation { get; set; } = "";

    public string InitBinary { get; set; } = "";

    public CommitId ContainerdCommit { get; set; } = new();

    public CommitId RuncCommit { get; set; } = new();

    public CommitId InitCommit { get; set; } = new();

    public IList<string> SecurityOptions { get; set; } = [];

    public string ProductLicense { get; set; } = "";

    public IList<AddressPool> DefaultAddressPools { get; set; } = [];

    public IList<string> Warnings { get; set; } = [];
}

public sealed class PluginNames
{
    public IList<string> Volume { get; set; } = [];

    public IList<string> Network { get; set; } = [];

    public IList<string> Authorization { get; set; } = [];

    public IList<string> Log { get; set; } = [];
}

public sealed class RegistryConfig
{
    public IList<string> InsecureRegistryCIDRs { get; set; } = [];

    public IList<string> Mirrors { get; set; } = [];
}

public sealed class RuntimeResponse
{
    public string Path { get; set; } = "";
}

public sealed class CommitId
{
    public string ID { get; set; } = "";
}

public sealed class AddressPool
{
    public string Base { get; set; } = "";

    public int Size { get; set; }
}

/// <summary>What the engine is in a Swarm.</summary>
public sealed class SwarmState
{
    public string NodeID { get; set; } = "";

    public string NodeAddr { get; set; } = "";

    /// <summary>inactive, pending, active, error or locked; empty on Podman.</summary>
    public string LocalNodeState { get; set; } = "";

    /// <summary>True on managers.</summary>
    public bool ControlAvailable { get; set; }

    public string Error { get; set; } = "";

    public IList<PeerNode> RemoteManagers { get; set; } = [];

    public int Nodes { get; set; }

    public int Managers { get; set; }

    /// <summary>Null unless a manager.</summary>
    public ClusterSummary? Cluster { get; set; }
}

public sealed class PeerNode
{
    public string NodeID { get; set; } = "";

    public string Addr { get; set; } = "";
}

public sealed class ClusterSummary
{
    public string ID { get; set; } = "";

    public ObjectVersion Version { get; set; } = new();

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>The version an update of a Swarm object must name.</summary>
public sealed class ObjectVersion
{
    public ulong Index { get; set; }
}
