using static Portainer.Containers.Create.RunFlag;

namespace Portainer.Containers.Create;

/// <summary>The value of <c>--mount</c>.</summary>
internal static class MountFlag
{
    public static MountRow Parse(string value)
    {
        var row = new MountRow { IsLong = true };
        foreach (var (name, given) in Csv.Split(value).Select(Csv.Pair))
        {
            Apply(row, name.Trim().ToLowerInvariant(), given);
        }

        return row;
    }

    public static string Text(MountRow row) => Csv.Join(
    [
        $"type={row.Type}",
        Part("source", row.Source),
        Part("target", row.Target),
        row.ReadOnly ? "readonly" : "",
        Part("consistency", row.Consistency),
        Part("bind-propagation", row.Propagation),
        Part("bind-recursive", row.Recursive),
        row.CreateSource ? "bind-create-src" : "",
        row.NoCopy ? "volume-nocopy" : "",
        Part(row.Type == "image" ? "image-subpath" : "volume-subpath", row.Subpath),
        Part("volume-driver", row.Driver),
        .. row.DriverOptions.Select(pair => $"volume-opt={RunFlag.Text(pair)}"),
        .. row.Labels.Select(pair => $"volume-label={RunFlag.Text(pair)}"),
        Part("tmpfs-size", row.Size),
        Part("tmpfs-mode", row.Mode),
    ]);

    private static string Part(string name, string value) => value.Length == 0 ? "" : $"{name}={value}";

    private static void Apply(MountRow row, string name, string? given)
    {
        var value = given ?? "";
        var isOn = given is null || IsOn(value);
        Action apply = name switch
        {
            "type" => () => row.Type = value,
            "source" or "src" => () => row.Source = value,
            "target" or "dst" or "destination" => () => row.Target = value,
            "readonly" or "ro" => () => row.ReadOnly = isOn,
            "consistency" => () => row.Consistency = value,
            "bind-propagation" => () => row.Propagation = value,
            "bind-recursive" => () => row.Recursive = value == "enabled" ? "" : value,
            "bind-nonrecursive" => () => row.Recursive = isOn ? "disabled" : "",
            "bind-create-src" => () => row.CreateSource = isOn,
            "volume-nocopy" => () => row.NoCopy = isOn,
            "volume-subpath" or "image-subpath" => () => row.Subpath = value,
            "volume-driver" => () => row.Driver = value,
            "volume-opt" => () => Put(row.DriverOptions, value),
            "volume-label" => () => Put(row.Labels, value),
            "tmpfs-size" => () => row.Size = value,
            "tmpfs-mode" => () => row.Mode = value,
            _ => throw new DraftException(nameof(ContainerDraft.Mounts), $"--mount has an option “{name}” that is not known here."),
        };
        apply();
    }
}
