using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>
/// What a container may not be made with by people whom the endpoint's security settings bind (portainer.md 2.5, and what is missing
/// there). Pure: pages, gateway and stacks ask the same table. Bodies are spelled as the specification spells them.
/// </summary>
internal static class ContainerSecurity
{
    private static readonly SecurityRule[] Host =
    [
        new("Privileged", Value.IsTrue, security => security.AllowPrivileged, "lift every limit of the container"),
        new("Binds", IsHostBind, security => security.AllowBindMounts, "mount a path of the host"),
        new("VolumeDriver", MountRules.IsForeignDriver, security => security.AllowBindMounts, "mount volumes by another driver"),
        new("PidMode", Value.IsHost, security => security.AllowHostPid, "show the container the host's processes"),
        new("IpcMode", Value.IsHost, security => security.AllowHostIpc, "share the host's memory with the container"),
        new("UTSMode", Value.IsHost, security => security.AllowHostUts, "let the container change the host's name"),
        new("UsernsMode", Value.IsHost, security => security.AllowHostUserns, "make root inside root outside"),
        new("NetworkMode", Value.IsHost, security => security.AllowHostNetwork, "put the container into the host's network"),
        new("Sysctls", Value.IsSet, security => security.AllowSysctls, "change kernel parameters"),
        new("CapAdd", Value.IsSet, security => security.AllowCapabilities, "give the container capabilities"),
        new("CapDrop", Value.IsSet, security => security.AllowCapabilities, "take capabilities from the container"),
        new("SecurityOpt", IsLoosening, security => security.AllowSecurityOptions, "change what the kernel lets the container do"),
        new("MaskedPaths", Value.IsThere, security => security.AllowSecurityOptions, "change which paths of the kernel are hidden"),
        new("ReadonlyPaths", Value.IsThere, security => security.AllowSecurityOptions, "change which paths of the kernel are read-only"),
        new("VolumesFrom", Value.IsSet, security => security.AllowVolumesFrom, "take over the mounts of another container"),
        new("CgroupnsMode", Value.IsHost, security => security.AllowCgroupOptions, "show the container the host's control groups"),
        new("Cgroup", Value.IsSet, security => security.AllowCgroupOptions, "put the container into another control group"),
        new("Runtime", IsForeignRuntime, security => security.AllowPrivileged, "run the container by another runtime"),
        new("Annotations", Value.IsSet, security => security.AllowPrivileged, "give instructions to the runtime"),
        new("OomScoreAdj", Value.IsNegative, security => security.AllowPrivileged, "have other processes of the host killed first"),
        new("LogConfig.Type", LogRules.IsForeignDriver, security => security.AllowBindMounts, "send the log out by a driver that can reach into the host"),
        new("LogConfig.Config", LogRules.NamesHostPath, security => security.AllowBindMounts, "give the log driver a path of the host"),
    ];

    private static readonly SecurityRule[] Resources =
    [
        new("Devices", Value.IsSet, security => security.AllowDevices, "give the container devices of the host"),
        new("BlkioWeightDevice", Value.IsSet, security => security.AllowDevices, "name devices of the host"),
        new("BlkioDeviceReadBps", Value.IsSet, security => security.AllowDevices, "name devices of the host"),
        new("BlkioDeviceWriteBps", Value.IsSet, security => security.AllowDevices, "name devices of the host"),
        new("BlkioDeviceReadIOps", Value.IsSet, security => security.AllowDevices, "name devices of the host"),
        new("BlkioDeviceWriteIOps", Value.IsSet, security => security.AllowDevices, "name devices of the host"),
        new("DeviceRequests", Value.IsSet, security => security.AllowDeviceRequests, "give the container GPUs or other devices of the host"),
        new("DeviceCgroupRules", Value.IsSet, security => security.AllowCgroupOptions, "allow the container devices of the host"),
        new("CgroupParent", Value.IsSet, security => security.AllowCgroupOptions, "put the container into another control group"),
    ];

    /// <summary>What is wrong with POST /containers/create, as a sentence; null: nothing.</summary>
    public static string? OfCreate(JsonObject body, EndpointSecurity security)
    {
        if (body["HostConfig"] is not JsonObject host)
        {
            return NetworkRules.OfEndpoints(body, security);
        }

        return SecurityRule.First(Host, host, security)
            ?? SecurityRule.First(Resources, host, security)
            ?? MountRules.Fault(host["Mounts"], security)
            ?? NetworkRules.OfEndpoints(body, security);
    }

    /// <summary>What is wrong with POST /containers/{id}/update, as a sentence; null: nothing.</summary>
    public static string? OfUpdate(JsonObject body, EndpointSecurity security) => SecurityRule.First(Resources, body, security);

    /// <summary>What is wrong with POST /containers/{id}/exec, as a sentence; null: nothing.</summary>
    public static string? OfExec(JsonObject body, EndpointSecurity security) => SecurityRule.First([Host[0]], body, security);

    private static bool IsHostBind(JsonNode binds) => Value.Texts(binds).Any(MountRules.IsHostBind);

    // The one option that only takes something away.
    private static bool IsLoosening(JsonNode options) =>
        Value.Texts(options).Any(option => option is not ("no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true"));

    private static bool IsForeignRuntime(JsonNode runtime) => Value.Text(runtime) is not ("" or "runc" or "io.containerd.runc.v2");
}
