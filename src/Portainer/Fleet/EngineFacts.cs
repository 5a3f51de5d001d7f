using Portainer.Engine;

namespace Portainer.Fleet;

public enum SwarmRole
{
    /// <summary>Not in a Swarm (or in one that is locked or broken: see <see cref="EngineFacts.SwarmError"/>).</summary>
    None,
    Worker,
    Manager,
}

/// <summary>What <c>docker info</c> and <c>docker version</c> say of an engine, as far as the product decides or shows something by it.</summary>
public sealed record EngineFacts
{
    public required string HostName { get; init; }
    public required string ServerVersion { get; init; }
    public required string ApiVersion { get; init; }
    public required string OperatingSystem { get; init; }
    public required string Kernel { get; init; }
    public required string Architecture { get; init; }
    public required string OSType { get; init; }
    public required int Cpus { get; init; }

    /// <summary>Bytes.</summary>
    public required long Memory { get; init; }
    public required string StorageDriver { get; init; }
    public required string LoggingDriver { get; init; }
    public required string CgroupVersion { get; init; }
    public required string RootFolder { get; init; }
    public required SwarmRole Swarm { get; init; }
    public string SwarmNodeId { get; init; } = "";
    public string SwarmClusterId { get; init; } = "";
    public string SwarmError { get; init; } = "";
    public bool IsPodman { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Engine => IsPodman ? "Podman" : "Docker";

    public static EngineFacts From(SystemInfoResponse info, Version? apiVersion, bool isPodman) => new()
    {
        HostName = info.Name ?? "",
        ServerVersion = info.ServerVersion ?? "",
        ApiVersion = apiVersion?.ToString() ?? "",
        OperatingSystem = info.OperatingSystem ?? "",
        Kernel = info.KernelVersion ?? "",
        Architecture = info.Architecture ?? "",
        OSType = info.OSType ?? "",
        Cpus = (int)info.NCPU,
        Memory = info.MemTotal,
        StorageDriver = info.Driver ?? "",
        LoggingDriver = info.LoggingDriver ?? "",
        CgroupVersion = info.CgroupVersion ?? "",
        RootFolder = info.DockerRootDir ?? "",
        Swarm = Role(info.Swarm),
        SwarmNodeId = info.Swarm?.NodeID ?? "",
        SwarmClusterId = info.Swarm?.Cluster?.ID ?? "",
        SwarmError = info.Swarm?.Error ?? "",
        IsPodman = isPodman,
        Warnings = [.. info.Warnings ?? []],
    };

    private static SwarmRole Role(SwarmState? swarm) =>
        swarm?.LocalNodeState != "active" ? SwarmRole.None
        : swarm.ControlAvailable ? SwarmRole.Manager
        : SwarmRole.Worker;
}

/// <summary>A Swarm's nodes and services in numbers, known on managers only (R63).</summary>
public sealed record SwarmTotals(int Nodes, int NodesReady, int Managers, int Services, double Cpus, long Memory)
{
    public static SwarmTotals From(IReadOnlyCollection<NodeListResponse> nodes, int services) => new(
        nodes.Count,
        nodes.Count(node => string.Equals(node.Status?.State, "ready", StringComparison.OrdinalIgnoreCase)),
        nodes.Count(node => node.ManagerStatus is not null),
        services,
        nodes.Sum(node => (node.Description?.Resources?.NanoCPUs ?? 0) / 1e9),
        nodes.Sum(node => node.Description?.Resources?.MemoryBytes ?? 0));
}
