using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Ulimits, and weights and rates of single block devices.</summary>
internal static class ResourceRows
{
    private const string UlimitField = nameof(ContainerDraft.Ulimits);

    public static readonly WireForm Weights = new(
        wire => (wire as IList<WeightDevice> ?? []).Select(device => new RateRow { Path = device.Path, Rate = device.Weight.ToString(CultureInfo.InvariantCulture) }).ToList(),
        (field, rows) => Some(((List<RateRow>)rows!).Where(IsThere).Select(row => new WeightDevice { Path = row.Path.Trim(), Weight = Weight(field, row) })));

    public static readonly WireForm ByteRates = Throttles(
        rate => ByteAmount.Format((long)rate),
        (field, text) => ByteAmount.Parse(text) ?? throw new DraftException(field, $"Enter bytes a second such as 1m, not “{text}”."));

    public static readonly WireForm Rates = Throttles(
        rate => rate.ToString(CultureInfo.InvariantCulture),
        (field, text) => (long)(WireForm.Number.ToWire(field, text) ?? throw new DraftException(field, "Enter operations a second.")));

    public static void ReadUlimits(CreateContainerParameters parameters, ContainerDraft draft) => draft.Ulimits =
        [.. (parameters.HostConfig?.Ulimits ?? []).OrderBy(limit => limit.Name, StringComparer.Ordinal).Select(limit => new UlimitRow
        {
            Name = limit.Name,
            Soft = limit.Soft.ToString(CultureInfo.InvariantCulture),
            Hard = limit.Hard == limit.Soft ? "" : limit.Hard.ToString(CultureInfo.InvariantCulture),
        })];

    public static void WriteUlimits(ContainerDraft draft, CreateContainerParameters parameters) => parameters.HostConfig!.Ulimits =
        Some(draft.Ulimits.Where(row => row.Name.Trim().Length > 0).OrderBy(row => row.Name, StringComparer.Ordinal).Select(Ulimit));

    private static Ulimit Ulimit(UlimitRow row)
    {
        var soft = (long)(WireForm.Limit.ToWire(UlimitField, row.Soft) ?? throw new DraftException(UlimitField, $"Enter the soft limit of {row.Name}."));
        var hard = (long)(WireForm.Limit.ToWire(UlimitField, row.Hard) ?? soft);
        return hard != -1 && (soft > hard || soft == -1)
            ? throw new DraftException(UlimitField, $"The soft limit of {row.Name} is above its hard limit.")
            : new() { Name = row.Name.Trim(), Soft = soft, Hard = hard };
    }

    private static ushort Weight(string field, RateRow row) =>
        ushort.TryParse(row.Rate, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is >= 10 and <= 1000
            ? weight
            : throw new DraftException(field, $"A weight is a number from 10 to 1000, not “{row.Rate}”.");

    private static WireForm Throttles(Func<ulong, string> format, Func<string, string, long> parse) => new(
        wire => (wire as IList<ThrottleDevice> ?? []).Select(device => new RateRow { Path = device.Path, Rate = format(device.Rate) }).ToList(),
        (field, rows) => Some(((List<RateRow>)rows!).Where(IsThere).Select(row => new ThrottleDevice { Path = row.Path.Trim(), Rate = (ulong)parse(field, row.Rate) })));

    private static bool IsThere(RateRow row) => row.Path.Trim().Length > 0;

    private static List<T>? Some<T>(IEnumerable<T> rows) => rows.ToList() is { Count: > 0 } some ? some : null;
}
