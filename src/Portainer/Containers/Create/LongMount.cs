using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>An entry of HostConfig.Mounts (<c>--mount</c>).</summary>
internal static class LongMount
{
    public static MountRow Read(Mount mount) => new()
    {
        IsLong = true,
        Type = mount.Type,
        Source = mount.Source ?? "",
        Target = mount.Target,
        ReadOnly = mount.ReadOnly,
        Consistency = mount.Consistency ?? "",
        Propagation = mount.BindOptions?.Propagation ?? "",
        Recursive = mount.BindOptions switch
        {
            { NonRecursive: true } => "disabled",
            { ReadOnlyNonRecursive: true } => "writable",
            { ReadOnlyForceRecursive: true } => "readonly",
            _ => "",
        },
        CreateSource = mount.BindOptions?.CreateMountpoint == true,
        NoCopy = mount.VolumeOptions?.NoCopy == true,
        Subpath = mount.VolumeOptions?.Subpath ?? mount.ImageOptions?.Subpath ?? "",
        Driver = mount.VolumeOptions?.DriverConfig?.Name ?? "",
        DriverOptions = PairRows.Read(mount.VolumeOptions?.DriverConfig?.Options),
        Labels = PairRows.Read(mount.VolumeOptions?.Labels),
        Size = mount.TmpfsOptions?.SizeBytes is > 0 and var size ? ByteAmount.Format(size) : "",
        Mode = mount.TmpfsOptions?.Mode is > 0 and var mode ? Convert.ToString(mode, 8) : "",
    };

    public static Mount Write(string field, MountRow row) => new()
    {
        Type = row.Type,
        Source = row.Source.Trim() is { Length: > 0 } source ? source : null,
        Target = row.Target.Trim(),
        ReadOnly = row.ReadOnly,
        Consistency = row.Consistency.Length == 0 ? null : row.Consistency,
        BindOptions = Bind(row),
        VolumeOptions = Volume(field, row),
        ImageOptions = row.Type == "image" && row.Subpath.Length > 0 ? new() { Subpath = row.Subpath } : null,
        TmpfsOptions = Tmpfs(field, row),
    };

    private static BindOptions? Bind(MountRow row) =>
        row.Propagation.Length == 0 && row.Recursive.Length == 0 && !row.CreateSource
            ? null
            : new()
            {
                Propagation = row.Propagation.Length == 0 ? null : row.Propagation,
                NonRecursive = row.Recursive == "disabled",
                ReadOnlyNonRecursive = row.Recursive == "writable",
                ReadOnlyForceRecursive = row.Recursive == "readonly",
                CreateMountpoint = row.CreateSource,
            };

    private static VolumeOptions? Volume(string field, MountRow row)
    {
        var isPlain = !row.NoCopy && row.Subpath.Length == 0 && row.Driver.Length == 0 && row.DriverOptions.Count == 0 && row.Labels.Count == 0;
        if (row.Type != "volume" || isPlain)
        {
            return null;
        }

        return new()
        {
            NoCopy = row.NoCopy,
            Subpath = row.Subpath.Length == 0 ? null : row.Subpath,
            Labels = PairRows.Write(field, row.Labels),
            // An empty one is what the client sends, and what inspect then shows.
            DriverConfig = new() { Name = row.Driver, Options = PairRows.Write(field, row.DriverOptions) },
        };
    }

    private static TmpfsOptions? Tmpfs(string field, MountRow row) =>
        row.Type != "tmpfs" || (row.Size.Trim().Length == 0 && row.Mode.Trim().Length == 0)
            ? null
            : new() { SizeBytes = (long)(WireForm.Bytes.ToWire(field, row.Size) ?? 0L), Mode = Octal(field, row.Mode.Trim()) };

    private static int Octal(string field, string text) =>
        text.Length == 0 ? 0
        : text.All("01234567".Contains) && text.Length <= 5 ? Convert.ToInt32(text, 8)
        : throw new DraftException(field, $"Permissions are octal digits such as 1777, not “{text}”.");
}
