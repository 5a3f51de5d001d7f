using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Host;

/// <summary>An engine about itself: <c>docker info</c>, <c>docker version</c> and <c>docker system df</c>.</summary>
internal sealed class HostActions(EngineGate gate)
{
    public async Task<HostFacts> ReadAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.ReadHost, cancellationToken);
        var info = session.Client.System.GetSystemInfoAsync(cancellationToken);
        var version = session.Client.System.GetVersionAsync(cancellationToken);
        return new(await info, await version);
    }

    /// <summary>The engine walks all files for this: seconds on a small host, minutes on a large one.</summary>
    public async Task<SystemDiskUsageResponse> MeasureAsync(Caller caller, int endpointId, CancellationToken cancellationToken)
    {
        var session = await gate.OpenAsync(caller, endpointId, Operation.ReadHost, cancellationToken);
        return await session.Client.System.GetSystemDiskUsageAsync(cancellationToken);
    }
}

/// <summary>What an engine says of itself and its parts.</summary>
public sealed record HostFacts(SystemInfoResponse Info, VersionResponse Version);
