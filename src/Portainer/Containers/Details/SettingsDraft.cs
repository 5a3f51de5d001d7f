using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Details;

/// <summary>What can be changed on a container while it runs (<c>docker container update</c>), as a form holds it: MiB and CPUs, empty for no limit.</summary>
public sealed record SettingsDraft
{
    private const long MiB = 1024 * 1024;

    public string RestartPolicy { get; set; } = "no";

    public int MaximumRetries { get; set; }

    public string Memory { get; set; } = "";

    public string MemoryReservation { get; set; } = "";

    public string Cpus { get; set; } = "";

    public string CpuShares { get; set; } = "";

    public string CpuSet { get; set; } = "";

    public string Pids { get; set; } = "";

    public static SettingsDraft From(HostConfig host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new()
        {
            RestartPolicy = host.RestartPolicy?.Name is { Length: > 0 } name ? name : "no",
            MaximumRetries = (int)(host.RestartPolicy?.MaximumRetryCount ?? 0),
            Memory = Text(host.Memory / MiB),
            MemoryReservation = Text(host.MemoryReservation / MiB),
            Cpus = host.NanoCPUs > 0 ? (host.NanoCPUs / 1e9).ToString("0.##", CultureInfo.InvariantCulture) : "",
            CpuShares = Text(host.CPUShares),
            CpuSet = host.CpusetCpus ?? "",
            Pids = Text(host.PidsLimit ?? 0),
        };
    }

    /// <summary>
    /// Only what differs from <paramref name="now"/>, because the engine takes zero and null as "leave it as it is".
    /// </summary>
    /// <exception cref="SettingsException">A field cannot be read, or a limit cannot be taken away while the container exists.</exception>
    public ContainerUpdateParameters Changes(HostConfig now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var was = From(now);
        var changes = new ContainerUpdateParameters();
        if (RestartPolicy != was.RestartPolicy || MaximumRetries != was.MaximumRetries)
        {
            changes.RestartPolicy = new() { Name = RestartPolicy, MaximumRetryCount = RestartPolicy == "on-failure" ? MaximumRetries : 0 };
        }

        if (Memory != was.Memory)
        {
            changes.Memory = Limit("The memory limit", Memory) * MiB;
            // The engine refuses a memory limit above the swap limit that came with the old one.
            changes.MemorySwap = now.MemorySwap < 0 ? -1 : changes.Memory * 2;
        }

        changes.MemoryReservation = MemoryReservation == was.MemoryReservation ? 0 : Limit("The memory reservation", MemoryReservation) * MiB;
        changes.NanoCPUs = Cpus == was.Cpus ? 0 : (long)(Fraction("CPUs", Cpus) * 1e9);
        changes.CPUShares = CpuShares == was.CpuShares ? 0 : Limit("CPU shares", CpuShares);
        changes.CpusetCpus = CpuSet == was.CpuSet ? null : CpuSet;
        changes.PidsLimit = Pids == was.Pids ? null : Pids.Trim().Length == 0 ? -1 : Limit("The PIDs limit", Pids);
        return changes;
    }

    private static string Text(long value) => value > 0 ? value.ToString(CultureInfo.InvariantCulture) : "";

    private static long Limit(string what, string text) =>
        text.Trim().Length == 0 ? throw new SettingsException($"{what} cannot be taken away from a container that exists: the engine has no call for it. Set a higher one, or recreate the container.")
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value
        : throw new SettingsException($"{what} must be a whole number above zero, not “{text}”.");

    private static double Fraction(string what, string text) =>
        text.Trim().Length == 0 ? throw new SettingsException($"The limit of {what} cannot be taken away from a container that exists: the engine has no call for it. Set a higher one, or recreate the container.")
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 ? value
        : throw new SettingsException($"{what} must be a number above zero such as 0.5 or 2, not “{text}”.");
}

/// <summary>A setting cannot be what was typed; nothing was sent.</summary>
internal sealed class SettingsException(string message) : Access.TellableException(message);
