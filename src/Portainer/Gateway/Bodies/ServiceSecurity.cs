using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>The rules of <see cref="ContainerSecurity"/> for the containers that a service makes.</summary>
internal static class ServiceSecurity
{
    private const string Container = "TaskTemplate.ContainerSpec";

    private static readonly SecurityRule[] Rules =
    [
        new("TaskTemplate.PluginSpec", Value.IsThere, _ => false, "install a plugin on every node"),
        new("TaskTemplate.NetworkAttachmentSpec", Value.IsThere, _ => false, "attach a container of somebody to a network"),
        new("TaskTemplate.Runtime", value => Value.Text(value) is not ("" or "container"), _ => false, "run something that is no container"),
        new($"{Container}.Privileges.CredentialSpec", Value.IsThere, security => security.AllowSecurityOptions, "read credentials of the host"),
        new($"{Container}.Privileges.SELinuxContext", Value.IsThere, security => security.AllowSecurityOptions, "change what the kernel lets the containers do"),
        new($"{Container}.Privileges.Seccomp", Value.IsThere, security => security.AllowSecurityOptions, "change what the kernel lets the containers do"),
        new($"{Container}.Privileges.AppArmor", Value.IsThere, security => security.AllowSecurityOptions, "change what the kernel lets the containers do"),
        new($"{Container}.Sysctls", Value.IsSet, security => security.AllowSysctls, "change kernel parameters"),
        new($"{Container}.CapabilityAdd", Value.IsSet, security => security.AllowCapabilities, "give the containers capabilities"),
        new($"{Container}.CapabilityDrop", Value.IsSet, security => security.AllowCapabilities, "take capabilities from the containers"),
        new($"{Container}.OomScoreAdj", Value.IsNegative, security => security.AllowPrivileged, "have other processes of the host killed first"),
        new("TaskTemplate.Resources.Reservations.GenericResources", Value.IsSet, security => security.AllowDeviceRequests, "give the containers GPUs or other devices of the host"),
        new("TaskTemplate.LogDriver.Name", LogRules.IsForeignDriver, security => security.AllowBindMounts, "send the log out by a driver that can reach into the host"),
        new("TaskTemplate.LogDriver.Options", LogRules.NamesHostPath, security => security.AllowBindMounts, "give the log driver a path of the host"),
        new("TaskTemplate.Networks.Target", Value.IsHost, security => security.AllowHostNetwork, "put the containers into the host's network"),
        new("Networks.Target", Value.IsHost, security => security.AllowHostNetwork, "put the containers into the host's network"),
    ];

    /// <summary>What is wrong with POST /services/create or /services/{id}/update, as a sentence; null: nothing.</summary>
    public static string? Fault(JsonObject body, EndpointSecurity security) =>
        SecurityRule.First(Rules, body, security)
        ?? MountRules.Fault(body["TaskTemplate"]?["ContainerSpec"]?["Mounts"], security);
}
