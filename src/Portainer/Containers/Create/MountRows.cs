using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Mounts live in four places of the create call; each row goes back to the place it came from.</summary>
internal static class MountRows
{
    private const string Field = nameof(ContainerDraft.Mounts);

    public static void Read(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var host = parameters.HostConfig ?? new();
        draft.Mounts =
        [
            .. (host.Binds ?? []).Select(ShortMount.Parse),
            .. (parameters.Volumes?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal).Select(path => new MountRow { Target = path }),
            .. PairRows.Read(host.Tmpfs).Select(pair => new MountRow { Type = "tmpfs", Target = pair.Name, Options = pair.Value }),
            .. (host.Mounts ?? []).Select(LongMount.Read),
        ];
    }

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var rows = draft.Mounts.Where(row => row.Target.Trim().Length > 0 || row.Source.Trim().Length > 0).ToArray();
        var host = parameters.HostConfig!;
        var shorts = rows.Where(row => !row.IsLong).ToArray();
        host.Binds = Some(shorts.Where(row => row.Type != "tmpfs" && row.Source.Trim().Length > 0).Select(ShortMount.Text));
        host.Tmpfs = shorts.Where(row => row.Type == "tmpfs").DistinctBy(row => row.Target.Trim()).ToDictionary(row => row.Target.Trim(), row => row.Options) is { Count: > 0 } tmpfs ? tmpfs : null;
        parameters.Volumes = shorts.Where(row => row.Type == "volume" && row.Source.Trim().Length == 0)
            .Select(row => row.Target.Trim()).Distinct().ToDictionary(path => path, _ => new EmptyStruct()) is { Count: > 0 } volumes ? volumes : null;
        host.Mounts = Some(rows.Where(row => row.IsLong).Select(row => LongMount.Write(Field, row)));
    }

    private static List<T>? Some<T>(IEnumerable<T> rows) => rows.ToList() is { Count: > 0 } some ? some : null;
}
