using Portainer.Engine;

namespace Portainer.Containers.Recreate;

/// <summary>A container whose place another one takes, as others may have named it.</summary>
/// <param name="Names">What it was called, before and while it was put aside.</param>
/// <param name="FinalName">What its successor is called.</param>
internal sealed record MovedContainer(string Id, IReadOnlyList<string> Names, string FinalName)
{
    private const int ShortId = 12;

    public static MovedContainer Of(RecreatePlan plan) => new(plan.OldId, [plan.Trace.Name, plan.Trace.OldAlias], plan.Trace.FinalName);

    public bool IsMeantBy(string reference) =>
        Names.Contains(reference.TrimStart('/')) || (reference.Length >= ShortId && Id.StartsWith(reference, StringComparison.Ordinal));
}

/// <summary>What one container takes from another: namespaces, links of the default bridge, volumes. Pure.</summary>
internal static class Sharing
{
    private const string Joined = "container:";

    /// <summary>What <paramref name="container"/> uses of the other: "network", "process ids"; empty for nothing.</summary>
    public static IReadOnlyList<string> Of(ContainerInspectResponse container, MovedContainer other)
    {
        var host = container.HostConfig;
        (string Word, bool Holds)[] all =
        [
            ("network", Joins(host.NetworkMode, other)),
            ("IPC", Joins(host.IpcMode, other)),
            ("process ids", Joins(host.PidMode, other)),
            ("link", host.Links?.Any(link => other.IsMeantBy(link.Split(':')[0])) == true),
            ("volumes", host.VolumesFrom?.Any(from => other.IsMeantBy(from.Split(':')[0])) == true),
        ];
        return [.. all.Where(one => one.Holds).Select(one => one.Word)];
    }

    /// <summary>Has a create call name the successors instead of those that are gone.</summary>
    public static void Retarget(CreateContainerParameters parameters, IReadOnlyList<MovedContainer> moved)
    {
        if (parameters.HostConfig is not { } host)
        {
            return;
        }

        foreach (var one in moved)
        {
            host.NetworkMode = Successor(host.NetworkMode, one);
            host.IpcMode = Successor(host.IpcMode, one);
            host.PidMode = Successor(host.PidMode, one);
            host.Links = Successors(host.Links, one);
            host.VolumesFrom = Successors(host.VolumesFrom, one);
        }
    }

    private static bool Joins(string? mode, MovedContainer other) =>
        mode?.StartsWith(Joined, StringComparison.Ordinal) == true && other.IsMeantBy(mode[Joined.Length..]);

    private static string? Successor(string? mode, MovedContainer moved) => Joins(mode, moved) ? Joined + moved.FinalName : mode;

    private static IList<string>? Successors(IList<string>? references, MovedContainer moved) => references is null ? null :
    [
        .. references.Select(reference => reference.Split(':', 2) is [var source, .. var rest] && moved.IsMeantBy(source)
            ? string.Join(':', [moved.FinalName, .. rest])
            : reference),
    ];
}
