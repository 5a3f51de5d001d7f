using System.Text.Json.Serialization;

namespace Portainer.Data.AccessControl;

/// <summary>
/// What people who are not administrators may ask for on an endpoint (PUT /api/endpoints/{id}/settings; the names in JSON are
/// Portainer's, or made like them where Portainer has none). Whatever can lead out of a container is off until it is
/// switched on, also when it is not in what is stored.
/// </summary>
public sealed record EndpointSecurity
{
    public static EndpointSecurity Default { get; } = new();

    /// <summary>Paths of the host as mounts, whichever way: binds, mounts, options of volumes and drivers.</summary>
    [JsonPropertyName("allowBindMountsForRegularUsers")]
    public bool AllowBindMounts { get; init; }

    [JsonPropertyName("allowPrivilegedModeForRegularUsers")]
    public bool AllowPrivileged { get; init; }

    /// <summary>The host's processes (PidMode host).</summary>
    [JsonPropertyName("allowHostNamespaceForRegularUsers")]
    public bool AllowHostPid { get; init; }

    [JsonPropertyName("allowDeviceMappingForRegularUsers")]
    public bool AllowDevices { get; init; }

    [JsonPropertyName("allowSysctlSettingForRegularUsers")]
    public bool AllowSysctls { get; init; }

    /// <summary>CapAdd and CapDrop.</summary>
    [JsonPropertyName("allowContainerCapabilitiesForRegularUsers")]
    public bool AllowCapabilities { get; init; }

    /// <summary>SecurityOpt; seccomp and AppArmor of services.</summary>
    [JsonPropertyName("allowSecurityOptForRegularUsers")]
    public bool AllowSecurityOptions { get; init; }

    /// <summary>Stacks of their own; on by default, because every container and service of a stack is checked as any other.</summary>
    [JsonPropertyName("allowStackManagementForRegularUsers")]
    public bool AllowStacks { get; init; } = true;

    /// <summary>The files inside volumes.</summary>
    [JsonPropertyName("allowVolumeBrowserForRegularUsers")]
    public bool AllowVolumeBrowser { get; init; }

    /// <summary>The host's own files and devices; for administrators too.</summary>
    [JsonPropertyName("enableHostManagementFeatures")]
    public bool EnableHostManagement { get; init; }

    /// <summary>NetworkMode host.</summary>
    [JsonPropertyName("allowHostNetworkForRegularUsers")]
    public bool AllowHostNetwork { get; init; }

    /// <summary>IpcMode host.</summary>
    [JsonPropertyName("allowHostIpcForRegularUsers")]
    public bool AllowHostIpc { get; init; }

    /// <summary>UTSMode host.</summary>
    [JsonPropertyName("allowHostUtsForRegularUsers")]
    public bool AllowHostUts { get; init; }

    /// <summary>UsernsMode host: root inside is root outside.</summary>
    [JsonPropertyName("allowHostUsernsForRegularUsers")]
    public bool AllowHostUserns { get; init; }

    /// <summary>The mounts of another container.</summary>
    [JsonPropertyName("allowVolumesFromForRegularUsers")]
    public bool AllowVolumesFrom { get; init; }

    /// <summary>DeviceRequests (GPUs).</summary>
    [JsonPropertyName("allowDeviceRequestsForRegularUsers")]
    public bool AllowDeviceRequests { get; init; }

    /// <summary>Cgroup parent, cgroup namespace of the host, device cgroup rules.</summary>
    [JsonPropertyName("allowCgroupOptionsForRegularUsers")]
    public bool AllowCgroupOptions { get; init; }
}
