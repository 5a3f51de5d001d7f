namespace Portainer.Containers.Create;

/// <summary>A name and its value: labels, options, sysctls.</summary>
public sealed class NamedValue
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";
}

/// <summary>One environment variable; a null value takes the image's variable of that name away.</summary>
public sealed class EnvRow
{
    public string Name { get; set; } = "";

    public string? Value { get; set; } = "";
}

/// <summary>A published port, or a range of as many host ports as container ports. A blank host port lets the engine pick.</summary>
public sealed class PortRow
{
    public string HostIP { get; set; } = "";

    public string HostPort { get; set; } = "";

    public string ContainerPort { get; set; } = "";

    /// <summary>tcp, udp or sctp.</summary>
    public string Protocol { get; set; } = "tcp";
}

/// <summary>
/// A mount. Short ones (<see cref="IsLong"/> off) go to Binds, Tmpfs or the set of anonymous volumes, as <c>-v</c> and <c>--tmpfs</c> do;
/// long ones are <c>--mount</c>.
/// </summary>
public sealed class MountRow
{
    /// <summary>volume, bind, tmpfs, image, npipe or cluster.</summary>
    public string Type { get; set; } = "volume";

    public bool IsLong { get; set; }

    /// <summary>Volume name or host path; blank for an anonymous volume and for tmpfs.</summary>
    public string Source { get; set; } = "";

    public string Target { get; set; } = "";

    public bool ReadOnly { get; set; }

    /// <summary>rprivate, private, rshared, shared, rslave, slave or blank.</summary>
    public string Propagation { get; set; } = "";

    /// <summary>SELinux: z (shared), Z (private) or blank; short binds only.</summary>
    public string Relabel { get; set; } = "";

    public bool NoCopy { get; set; }

    /// <summary>Whatever else follows the last colon of <c>-v</c> or <c>--tmpfs</c>, comma-separated.</summary>
    public string Options { get; set; } = "";

    /// <summary>Folder inside the volume or image; long mounts only.</summary>
    public string Subpath { get; set; } = "";

    public string Driver { get; set; } = "";

    public List<NamedValue> DriverOptions { get; set; } = [];

    public List<NamedValue> Labels { get; set; } = [];

    /// <summary>Size of a long tmpfs, such as 64m.</summary>
    public string Size { get; set; } = "";

    /// <summary>Octal permissions of a long tmpfs, such as 1777.</summary>
    public string Mode { get; set; } = "";

    /// <summary>What becomes of mounts below a long bind: blank, disabled, writable or readonly.</summary>
    public string Recursive { get; set; } = "";

    /// <summary>A long bind makes the host folder when it is missing, as short ones always do.</summary>
    public bool CreateSource { get; set; }

    public string Consistency { get; set; } = "";
}

/// <summary>A network the container is on, with what is asked for there. The first row of a draft is the network mode.</summary>
public sealed class JoinedNetwork
{
    /// <summary>A network, or bridge, host, none, container:NAME.</summary>
    public string Name { get; set; } = "";

    public string IPv4 { get; set; } = "";

    public string IPv6 { get; set; } = "";

    public List<string> LinkLocal { get; set; } = [];

    public string Mac { get; set; } = "";

    public List<string> Aliases { get; set; } = [];

    /// <summary>Legacy links on this network.</summary>
    public List<string> Links { get; set; } = [];

    public List<NamedValue> Options { get; set; } = [];

    /// <summary>The network with the highest number is the way out (API 1.48).</summary>
    public string Priority { get; set; } = "";
}

/// <summary>A device of the host; permissions are some of r, w, m.</summary>
public sealed class DeviceRow
{
    public string Host { get; set; } = "";

    public string Container { get; set; } = "";

    public string Permissions { get; set; } = "rwm";
}

/// <summary>A limit of <c>ulimit</c>; a blank hard limit is the soft one, -1 is unlimited.</summary>
public sealed class UlimitRow
{
    public string Name { get; set; } = "";

    public string Soft { get; set; } = "";

    public string Hard { get; set; } = "";
}

/// <summary>A device and a weight, a rate in bytes (1m) or in operations a second.</summary>
public sealed class RateRow
{
    public string Path { get; set; } = "";

    public string Rate { get; set; } = "";
}

/// <summary>Devices asked for by capability (<c>--gpus</c>): all, a number, or by id.</summary>
public sealed class GpuRow
{
    public string Driver { get; set; } = "";

    /// <summary>"all", a number, or blank when <see cref="Ids"/> names them.</summary>
    public string Count { get; set; } = "";

    public List<string> Ids { get; set; } = [];

    /// <summary>All of them are needed; "gpu" is always asked for.</summary>
    public List<string> Capabilities { get; set; } = [];

    public List<NamedValue> Options { get; set; } = [];
}
