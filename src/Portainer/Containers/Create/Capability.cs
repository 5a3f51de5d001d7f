namespace Portainer.Containers.Create;

/// <summary>A capability of Linux (capabilities(7)) in plain words.</summary>
/// <param name="Name">Without CAP_.</param>
/// <param name="IsDefault">Containers have it unless it is dropped.</param>
internal sealed record Capability(string Name, bool IsDefault, string Meaning)
{
    public static readonly IReadOnlyList<Capability> All =
    [
        new("AUDIT_CONTROL", false, "Switch kernel auditing on and off and change its rules."),
        new("AUDIT_READ", false, "Read the kernel's audit log."),
        new("AUDIT_WRITE", true, "Write records to the kernel's audit log, as login programs do."),
        new("BLOCK_SUSPEND", false, "Keep the machine from going to sleep."),
        new("BPF", false, "Load eBPF programs into the kernel."),
        new("CHECKPOINT_RESTORE", false, "Freeze processes to disk and bring them back."),
        new("CHOWN", true, "Change the owner of any file."),
        new("DAC_OVERRIDE", true, "Read, write and execute files whatever their permissions say."),
        new("DAC_READ_SEARCH", false, "Read any file and list any folder, and open files by handle: a known way out of a container."),
        new("FOWNER", true, "Do what only the owner of a file may, such as changing its permissions."),
        new("FSETID", true, "Keep the set-user-ID bit of files that are changed."),
        new("IPC_LOCK", false, "Keep memory from being swapped out."),
        new("IPC_OWNER", false, "Use other users' shared memory and semaphores."),
        new("KILL", true, "Send signals to other users' processes in the container."),
        new("LEASE", false, "Be told before others open a file."),
        new("LINUX_IMMUTABLE", false, "Make files immutable or append-only."),
        new("MAC_ADMIN", false, "Change the policy of mandatory access control (SELinux, Smack)."),
        new("MAC_OVERRIDE", false, "Pass over mandatory access control."),
        new("MKNOD", true, "Make device files; which may be opened is limited separately."),
        new("NET_ADMIN", false, "Configure interfaces, routes and firewall of its network, as VPNs need."),
        new("NET_BIND_SERVICE", true, "Listen on ports below 1024."),
        new("NET_BROADCAST", false, "Send broadcasts and listen to multicasts."),
        new("NET_RAW", true, "Send raw packets, as ping does. Can be used to forge traffic of neighbours."),
        new("PERFMON", false, "Measure performance of the whole system."),
        new("SETFCAP", true, "Give files capabilities."),
        new("SETGID", true, "Change its group, as servers do that start as root."),
        new("SETPCAP", true, "Give up or pass on capabilities."),
        new("SETUID", true, "Change its user, as servers do that start as root."),
        new("SYS_ADMIN", false, "Mount file systems and very much else: nearly root of the host."),
        new("SYS_BOOT", false, "Reboot the machine."),
        new("SYS_CHROOT", true, "Change the root folder of a process."),
        new("SYS_MODULE", false, "Load kernel modules: full control of the host."),
        new("SYS_NICE", false, "Raise priorities of processes, pin them to CPUs."),
        new("SYS_PACCT", false, "Switch process accounting on and off."),
        new("SYS_PTRACE", false, "Look into and steer other processes, as debuggers do."),
        new("SYS_RAWIO", false, "Reach hardware ports and memory directly."),
        new("SYS_RESOURCE", false, "Go over limits of memory, files and disk quota."),
        new("SYS_TIME", false, "Set the clock of the host."),
        new("SYS_TTY_CONFIG", false, "Configure terminals, hang them up."),
        new("SYSLOG", false, "Read and clear the kernel's log."),
        new("WAKE_ALARM", false, "Wake the machine from sleep."),
    ];
}
