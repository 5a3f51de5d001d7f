namespace Portainer.Containers.Create;

/// <summary>Devices, GPUs, ulimits and capabilities on the command line.</summary>
internal static class DeviceFlags
{
    private const string Cdi = "cdi";

    public static readonly RunFlag Ulimit = new(
        "ulimit", '\0', false,
        (draft, value) =>
        {
            var (name, limits) = Csv.Pair(value);
            var parts = (limits ?? "").Split(':');
            draft.Ulimits.RemoveAll(row => row.Name == name);
            draft.Ulimits.Add(new() { Name = name, Soft = parts[0], Hard = parts.Length > 1 && parts[1] != parts[0] ? parts[1] : "" });
        },
        draft => draft.Ulimits.Where(row => row.Name.Length > 0).Select(row => $"{row.Name}={row.Soft}{(row.Hard.Length == 0 ? "" : ":" + row.Hard)}"));

    public static readonly RunFlag Device = new(
        "device", '\0', false, AddDevice,
        draft => [.. draft.Devices.Where(row => row.Host.Length > 0).Select(Text), .. draft.Gpus.Where(row => row.Driver == Cdi).SelectMany(row => row.Ids)]);

    public static readonly RunFlag Gpus = new(
        "gpus", '\0', false, (draft, value) => draft.Gpus.Add(Gpu(value)), draft => draft.Gpus.Where(row => row.Driver != Cdi).Select(Text));

    public static RunFlag Capability(string name, Func<ContainerDraft, List<string>> list) => new(
        name, '\0', false, (draft, value) => list(draft).Add(SecurityFields.Plain(value)), list);

    // vendor.com/class=name is a device of the container device interface, anything else a path.
    private static void AddDevice(ContainerDraft draft, string value)
    {
        if (!value.StartsWith('/') && value.Contains('/', StringComparison.Ordinal) && value.Contains('=', StringComparison.Ordinal))
        {
            var row = draft.Gpus.FirstOrDefault(request => request.Driver == Cdi);
            if (row is null)
            {
                draft.Gpus.Add(row = new() { Driver = Cdi });
            }

            row.Ids.Add(value);
            return;
        }

        draft.Devices.Add(value.Split(':') switch
        {
            [var host, var container, var permissions] => new() { Host = host, Container = container, Permissions = permissions },
            [var host, var permissions] when permissions.Length > 0 && permissions.All("rwm".Contains) => new() { Host = host, Container = host, Permissions = permissions },
            [var host, var container] => new() { Host = host, Container = container },
            _ => new() { Host = value, Container = value },
        });
    }

    private static string Text(DeviceRow row)
    {
        var container = row.Container.Length == 0 ? row.Host : row.Container;
        var isFull = row.Permissions is "rwm" or "";
        return container == row.Host && isFull ? row.Host : isFull ? $"{row.Host}:{container}" : $"{row.Host}:{container}:{row.Permissions}";
    }

    private static GpuRow Gpu(string value)
    {
        var row = new GpuRow();
        foreach (var (name, given) in Csv.Split(value).Select(Csv.Pair))
        {
            Apply(row, name, given);
        }

        row.Count = row.Count.Length == 0 && row.Ids.Count == 0 ? "1" : row.Count;
        return row;
    }

    private static void Apply(GpuRow row, string name, string? value)
    {
        Action apply = (name, value) switch
        {
            (_, null) => () => row.Count = name,
            ("count", _) => () => row.Count = value,
            ("driver", _) => () => row.Driver = value,
            ("device", _) => () => row.Ids.AddRange(value.Split(',')),
            ("capabilities", _) => () => row.Capabilities.AddRange(value.Split(',').Where(capability => capability != "gpu")),
            ("options", _) => () => row.Options.AddRange(value.Split(',').Select(Csv.Pair).Select(pair => new NamedValue { Name = pair.Name, Value = pair.Value ?? "" })),
            _ => throw new DraftException(nameof(ContainerDraft.Gpus), $"--gpus has an option “{name}” that is not known here."),
        };
        apply();
    }

    private static string Text(GpuRow row)
    {
        var isPlain = row is { Driver: "", Ids.Count: 0, Capabilities.Count: 0, Options.Count: 0 };
        return isPlain ? row.Count : Csv.Join(
        [
            row.Driver.Length == 0 ? "" : $"driver={row.Driver}",
            row.Count.Length == 0 ? "" : $"count={row.Count}",
            row.Ids.Count == 0 ? "" : $"device={string.Join(',', row.Ids)}",
            row.Capabilities.Count == 0 ? "" : $"capabilities={string.Join(',', row.Capabilities)}",
            row.Options.Count == 0 ? "" : $"options={string.Join(',', row.Options.Select(RunFlag.Text))}",
        ]);
    }
}
