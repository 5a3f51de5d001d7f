using Portainer.Data.AccessControl;

namespace Portainer.Endpoints;

/// <summary>One thing that people who are not administrators of an endpoint may ask for in what they make there.</summary>
/// <param name="Id">For the page.</param>
/// <param name="Sentence">What it lets people do.</param>
internal sealed record SecuritySwitch(string Id, string Title, string Sentence, Func<EndpointSecurity, bool> Get, Func<EndpointSecurity, bool, EndpointSecurity> With)
{
    /// <summary>The gravest first.</summary>
    public static readonly IReadOnlyList<SecuritySwitch> All =
    [
        new("privileged", "Privileged mode", "A privileged container has the host's devices and all its rights: who may start one is root on the host.", security => security.AllowPrivileged, (security, on) => security with { AllowPrivileged = on }),
        new("bind-mounts", "Folders of the host", "Mounts of any path of the host, by bind, mount or a volume's options: who mounts / reads and writes every file of the host.", security => security.AllowBindMounts, (security, on) => security with { AllowBindMounts = on }),
        new("host-pid", "The host's processes", "A container in the host's process namespace sees and signals every process of the host, and reads their environment.", security => security.AllowHostPid, (security, on) => security with { AllowHostPid = on }),
        new("devices", "Devices of the host", "Disks, serial ports and other devices of the host by name, and rules for them: a disk is every file on it.", security => security.AllowDevices, (security, on) => security with { AllowDevices = on }),
        new("capabilities", "Capabilities", "Kernel rights beyond the usual ones: SYS_ADMIN, NET_ADMIN and others, some of which lead out of the container.", security => security.AllowCapabilities, (security, on) => security with { AllowCapabilities = on }),
        new("security-options", "Security options", "Seccomp, AppArmor and SELinux profiles of one's own, or none: the guards around a container can be taken away.", security => security.AllowSecurityOptions, (security, on) => security with { AllowSecurityOptions = on }),
        new("host-userns", "The host's user namespace", "Where the engine maps users, root in the container is then root of the host.", security => security.AllowHostUserns, (security, on) => security with { AllowHostUserns = on }),
        new("host-network", "The host's network", "A container on the host's network reaches what listens on the host's loopback, and can take its ports.", security => security.AllowHostNetwork, (security, on) => security with { AllowHostNetwork = on }),
        new("host-ipc", "The host's shared memory", "The host's inter-process namespace: shared memory and semaphores of its processes can be read and written.", security => security.AllowHostIpc, (security, on) => security with { AllowHostIpc = on }),
        new("host-uts", "The host's name", "The host's UTS namespace: with the right capability the host's name can be changed.", security => security.AllowHostUts, (security, on) => security with { AllowHostUts = on }),
        new("volumes-from", "Mounts of other containers", "A container with the mounts of another one, whoever's that is (--volumes-from).", security => security.AllowVolumesFrom, (security, on) => security with { AllowVolumesFrom = on }),
        new("device-requests", "GPUs", "Graphics cards and other devices by request (--gpus).", security => security.AllowDeviceRequests, (security, on) => security with { AllowDeviceRequests = on }),
        new("cgroup-options", "Cgroup options", "Another cgroup parent, the host's cgroup namespace, device rules: limits set around a container can be left.", security => security.AllowCgroupOptions, (security, on) => security with { AllowCgroupOptions = on }),
        new("sysctls", "Kernel parameters", "Sysctls of the container's own namespaces.", security => security.AllowSysctls, (security, on) => security with { AllowSysctls = on }),
        new("volume-browser", "Files in volumes", "Reading and changing the files of their own volumes on the pages here.", security => security.AllowVolumeBrowser, (security, on) => security with { AllowVolumeBrowser = on }),
    ];
}
