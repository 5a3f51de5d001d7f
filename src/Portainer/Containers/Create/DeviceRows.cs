using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Devices by path and devices by capability.</summary>
internal static class DeviceRows
{
    private const string Gpu = "gpu";
    private const string Cdi = "cdi";

    public static readonly WireForm Devices = new(
        wire => (wire as IList<DeviceMapping> ?? []).Select(device => new DeviceRow
        {
            Host = device.PathOnHost,
            Container = device.PathInContainer,
            Permissions = device.CgroupPermissions,
        }).ToList(),
        (field, rows) => Some(((List<DeviceRow>)rows!).Where(row => row.Host.Trim().Length > 0).Select(row => Device(field, row))));

    public static readonly WireForm Gpus = new(
        wire => (wire as IList<DeviceRequest> ?? []).Select(Row).ToList(),
        (field, rows) => Some(((List<GpuRow>)rows!).Select(row => Request(field, row))));

    private static DeviceMapping Device(string field, DeviceRow row)
    {
        var permissions = row.Permissions.Trim().Length == 0 ? "rwm" : row.Permissions.Trim();
        return permissions.All("rwm".Contains)
            ? new() { PathOnHost = row.Host.Trim(), PathInContainer = row.Container.Trim().Length == 0 ? row.Host.Trim() : row.Container.Trim(), CgroupPermissions = permissions }
            : throw new DraftException(field, $"Permissions are some of r, w and m, not “{permissions}”.");
    }

    private static GpuRow Row(DeviceRequest request) => new()
    {
        Driver = request.Driver ?? "",
        Count = request.Count switch { < 0 => "all", 0 => "", var count => count.ToString(CultureInfo.InvariantCulture) },
        Ids = [.. request.DeviceIDs ?? []],
        Capabilities = [.. (request.Capabilities?.FirstOrDefault() ?? []).Where(capability => capability != Gpu)],
        Options = PairRows.Read(request.Options),
    };

    private static DeviceRequest Request(string field, GpuRow row)
    {
        var count = row.Count.Trim() switch
        {
            "all" => -1,
            "" => 0,
            var text => (int)(long)(WireForm.Number.ToWire(field, text) ?? 0L),
        };
        if (count != 0 == row.Ids.Count > 0)
        {
            throw new DraftException(field, count == 0 ? "Say how many GPUs, all, or which by id." : "Ask for GPUs by number or by id, not both.");
        }

        return new()
        {
            Driver = row.Driver,
            Count = count,
            DeviceIDs = row.Ids.Count == 0 ? null : [.. row.Ids],
            Capabilities = row.Driver == Cdi ? null : [[Gpu, .. row.Capabilities.Where(capability => capability != Gpu)]],
            Options = PairRows.Write(field, row.Options),
        };
    }

    private static List<T>? Some<T>(IEnumerable<T> rows) => rows.ToList() is { Count: > 0 } some ? some : null;
}
