using Portainer.Engine;

namespace Portainer.Fleet;

/// <summary>One container as a list shows it: what <c>docker container ls -a</c> knows, kept in memory for every container of every endpoint.</summary>
public sealed record ContainerRow
{
    public required string Id { get; init; }

    /// <summary>Without the leading slash; of several (legacy links) the one that has no further slash.</summary>
    public required string Name { get; init; }

    public required string Image { get; init; }

    public required string ImageId { get; init; }

    public required string Command { get; init; }

    public required RunState State { get; init; }

    public HealthState Health { get; init; }

    /// <summary>The engine's words: "Up 2 hours (healthy)", "Exited (137) 3 minutes ago".</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Compose project or Swarm stack, from the labels; null for neither.</summary>
    public string? Stack { get; init; }

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>First address on any network, IPv4 before IPv6; empty when stopped or on the host's network.</summary>
    public string Address { get; init; } = "";

    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Names of the volumes it mounts, anonymous ones included.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The container this very process runs in: guarded against its own stop, kill and remove (R28).</summary>
    public bool IsSelf { get; init; }

    public bool IsRunning => State is RunState.Running or RunState.Paused or RunState.Restarting;

    /// <summary>Exit code out of <see cref="Status"/>; null unless exited.</summary>
    public int? ExitCode => State == RunState.Exited ? ContainerText.ExitCode(Status) : null;

    /// <summary>Whether <paramref name="nameOrId"/> means this container: its name, its id, or a prefix of its id of 12 or more digits.</summary>
    public bool IsCalled(string nameOrId) =>
        Name == nameOrId || (nameOrId.Length >= 12 && Id.StartsWith(nameOrId, StringComparison.OrdinalIgnoreCase));

    public static ContainerRow From(ContainerListResponse container, string? selfId) => new()
    {
        Id = container.ID,
        Name = ContainerText.Name(container.Names),
        Image = container.Image ?? "",
        ImageId = container.ImageID ?? "",
        Command = container.Command ?? "",
        State = ContainerText.State(container.State),
        Health = ContainerText.Health(container.Status),
        Status = container.Status ?? "",
        Created = container.Created,
        Stack = ContainerText.Stack(container.Labels),
        Ports = PublishedPort.From(container.Ports),
        Address = FirstAddress(container.NetworkSettings?.Networks),
        Networks = [.. (container.NetworkSettings?.Networks.Keys ?? []).Order(StringComparer.Ordinal)],
        Volumes = [.. (container.Mounts ?? []).Where(mount => mount.Type == "volume" && mount.Name.Length > 0).Select(mount => mount.Name)],
        Labels = container.Labels?.AsReadOnly() ?? (IReadOnlyDictionary<string, string>)new Dictionary<string, string>(),
        IsSelf = selfId is not null && container.ID == selfId,
    };

    private static string FirstAddress(IDictionary<string, SummaryEndpoint>? networks)
    {
        if (networks is null)
        {
            return "";
        }

        return networks.Values.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address))
            ?? networks.Values.Select(network => network.GlobalIPv6Address).FirstOrDefault(address => !string.IsNullOrEmpty(address))
            ?? "";
    }
}

/// <summary>States of the Engine API's container object.</summary>
public enum RunState
{
    Unknown,
    Created,
    Running,
    Paused,
    Restarting,
    Removing,
    Exited,
    Dead,
}

/// <summary>Outcome of the container's own health check; <see cref="None"/> when it has none or does not run.</summary>
public enum HealthState
{
    None,
    Starting,
    Healthy,
    Unhealthy,
}
