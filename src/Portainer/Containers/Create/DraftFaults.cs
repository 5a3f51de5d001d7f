using System.Net;

namespace Portainer.Containers.Create;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The property of <see cref="ContainerDraft"/>.</param>
public sealed record DraftFault(string Field, string Sentence);

/// <summary>A network as far as addresses on it can be judged.</summary>
internal sealed record KnownNetwork(string Name, IReadOnlyList<string> Subnets);

/// <summary>Everything that can be said about a draft before the engine is asked.</summary>
internal static class DraftFaults
{
    private const long LeastMemory = 6 * 1024 * 1024;

    /// <param name="networks">The networks of the engine; null where they are not known.</param>
    public static IReadOnlyList<DraftFault> Of(ContainerDraft draft, IReadOnlyList<KnownNetwork>? networks = null) =>
    [
        .. DraftFields.All.SelectMany(field => Unreadable(field, draft)),
        .. Basics(draft),
        .. Ports(draft),
        .. Variables(draft),
        .. Mounts(draft),
        .. Memory(draft),
        .. Process(draft),
        .. NetworkFaults.Of(draft, networks),
    ];

    // A row of the table that cannot be written says why.
    private static IEnumerable<DraftFault> Unreadable(DraftField field, ContainerDraft draft)
    {
        DraftFault? fault = null;
        try
        {
            field.Write(draft, new() { HostConfig = new() });
        }
        catch (DraftException unreadable)
        {
            fault = new(unreadable.Property, unreadable.Message);
        }

        return fault is null ? [] : [fault];
    }

    private static IEnumerable<DraftFault> Basics(ContainerDraft draft)
    {
        if (draft.Name.Trim().Length > 0 && ContainerName.Fault(draft.Name.Trim()) is { } fault)
        {
            yield return new(nameof(draft.Name), fault);
        }

        if (draft.Image.Trim().Length == 0)
        {
            yield return new(nameof(draft.Image), "Enter an image.");
        }
        else if (draft.Image.Trim().Any(char.IsWhiteSpace))
        {
            yield return new(nameof(draft.Image), "An image has no spaces in it.");
        }
    }

    private static IEnumerable<DraftFault> Ports(ContainerDraft draft)
    {
        var taken = new HashSet<string>();
        foreach (var row in draft.Ports.Where(row => row.ContainerPort.Trim().Length > 0))
        {
            if (row.HostIP.Trim().Length > 0 && !IPAddress.TryParse(row.HostIP.Trim().Trim('[', ']'), out _))
            {
                yield return new(nameof(draft.Ports), $"“{row.HostIP}” is not an address of the host.");
            }

            if (row.HostPort.Trim().Length > 0 && !row.HostPort.Contains('-', StringComparison.Ordinal) && !taken.Add($"{row.HostIP.Trim()}:{row.HostPort.Trim()}/{row.Protocol}"))
            {
                yield return new(nameof(draft.Ports), $"The host port {row.HostPort.Trim()}/{row.Protocol} is there twice.");
            }
        }

        if (draft.Networks is [{ Name: "host" }, ..] && (draft.Ports.Count > 0 || draft.PublishAll))
        {
            yield return new(nameof(draft.Ports), "On the host's network nothing is published: the container's ports are the host's. Take the ports out.");
        }
    }

    private static IEnumerable<DraftFault> Variables(ContainerDraft draft)
    {
        foreach (var name in draft.Environment.Where(row => row.Name.Trim().Length > 0 && (row.Name.Contains('=', StringComparison.Ordinal) || row.Name.Trim().Any(char.IsWhiteSpace))).Select(row => row.Name))
        {
            yield return new(nameof(draft.Environment), $"“{name}” cannot be the name of a variable.");
        }

        if (draft.Environment.Any(row => row.Name.Trim().Length == 0 && !string.IsNullOrEmpty(row.Value)))
        {
            yield return new(nameof(draft.Environment), "A value has no name.");
        }

        foreach (var twice in draft.Environment.Where(row => row.Name.Trim().Length > 0).GroupBy(row => row.Name.Trim()).Where(group => group.Count() > 1))
        {
            yield return new(nameof(draft.Environment), $"{twice.Key} is there twice.");
        }
    }

    private static IEnumerable<DraftFault> Mounts(ContainerDraft draft)
    {
        var rows = draft.Mounts.Where(row => row.Target.Trim().Length > 0 || row.Source.Trim().Length > 0).ToArray();
        foreach (var sentence in rows.Select(MountFault).OfType<string>())
        {
            yield return new(nameof(draft.Mounts), sentence);
        }

        foreach (var twice in rows.Where(row => row.Target.Trim().Length > 0).GroupBy(row => row.Target.Trim().TrimEnd('/')).Where(group => group.Count() > 1))
        {
            yield return new(nameof(draft.Mounts), $"Two mounts go to {twice.Key}.");
        }
    }

    private static string? MountFault(MountRow row) => (row.Type, row.Source.Trim(), row.Target.Trim()) switch
    {
        (_, var source, "") => $"Say where in the container {source} is mounted.",
        (_, _, "/") => "A mount cannot be the container's root.",
        (not "npipe", _, var target) when !IsAbsolute(target) => $"{target} must be a full path inside the container, such as /data.",
        ("bind", "", _) => "Enter the host folder.",
        ("bind", var source, _) when !IsAbsolute(source) => $"{source} must be a full path on the host: there is no folder it could be relative to.",
        ("volume", var source, _) when source.Length > 0 && ContainerName.Fault(source) is not null => $"“{source}” cannot be the name of a volume. For a folder of the host choose bind.",
        _ => null,
    };

    private static IEnumerable<DraftFault> Memory(ContainerDraft draft)
    {
        var memory = ByteAmount.Parse(draft.Memory);
        if (memory is > 0 and < LeastMemory)
        {
            yield return new(nameof(draft.Memory), $"The engine takes no less than 6m. A number without a unit is bytes: {draft.Memory.Trim()}m would be MiB.");
        }

        if (memory is { } limit && ByteAmount.Parse(draft.MemoryReservation) > limit)
        {
            yield return new(nameof(draft.MemoryReservation), "The reservation is above the limit.");
        }

        if (ByteAmount.Parse(draft.MemorySwap) is { } swap && (memory is null || swap < memory))
        {
            yield return new(nameof(draft.MemorySwap), memory is null ? "A limit with swap needs a memory limit." : "Memory and swap together cannot be less than the memory.");
        }

        if (draft.Cpus.Trim().Length > 0 && (draft.CpuQuota.Trim().Length > 0 || draft.CpuPeriod.Trim().Length > 0))
        {
            yield return new(nameof(draft.Cpus), "Give CPUs, or a quota and period: they say the same thing.");
        }
    }

    private static IEnumerable<DraftFault> Process(ContainerDraft draft)
    {
        if (draft.AutoRemove && draft.RestartPolicy != "no")
        {
            yield return new(nameof(draft.AutoRemove), "A container that is removed when it exits cannot be restarted. Choose one of the two.");
        }

        if (draft.HealthMode is HealthMode.Shell or HealthMode.Command && draft.HealthCommand.Trim().Length == 0)
        {
            yield return new(nameof(draft.HealthCommand), "Enter the command that checks.");
        }

        if (draft.WorkingDir.Trim() is { Length: > 0 } folder && !IsAbsolute(folder))
        {
            yield return new(nameof(draft.WorkingDir), "The working directory must be a full path.");
        }
    }

    private static bool IsAbsolute(string path) => path.StartsWith('/') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':') || path.StartsWith(@"\\", StringComparison.Ordinal);
}
