using System.Globalization;
using static Portainer.Containers.Create.ComposeText;

namespace Portainer.Containers.Create;

/// <summary>Limits and devices.</summary>
internal static class ComposeResources
{
    public static void AddLimits(YamlMap service, ContainerDraft draft) => service
        .Add("mem_limit", draft.Memory)
        .Add("mem_reservation", draft.MemoryReservation)
        .Add("memswap_limit", Number(draft.MemorySwap))
        .Add("mem_swappiness", Number(draft.MemorySwappiness))
        .Add("oom_kill_disable", draft.OomKillDisable)
        .Add("oom_score_adj", Number(draft.OomScoreAdjust))
        .Add("cpus", draft.Cpus)
        .Add("cpu_shares", Number(draft.CpuShares))
        .Add("cpuset", draft.CpuSet)
        .Add("cpu_period", Number(draft.CpuPeriod))
        .Add("cpu_quota", Number(draft.CpuQuota))
        .Add("cpu_rt_period", Number(draft.CpuRealtimePeriod))
        .Add("cpu_rt_runtime", Number(draft.CpuRealtimeRuntime))
        .Add("cpu_count", Number(draft.CpuCount))
        .Add("cpu_percent", Number(draft.CpuPercent))
        .Add("pids_limit", Number(draft.PidsLimit))
        .Add("ulimits", Ulimits(draft))
        .Add("blkio_config", new YamlMap()
            .Add("weight", Number(draft.BlockWeight))
            .Add("weight_device", Rates(draft.BlockWeights, "weight"))
            .Add("device_read_bps", Rates(draft.ReadBytes, "rate"))
            .Add("device_write_bps", Rates(draft.WriteBytes, "rate"))
            .Add("device_read_iops", Rates(draft.ReadOperations, "rate"))
            .Add("device_write_iops", Rates(draft.WriteOperations, "rate")));

    public static void AddDevices(YamlMap service, ContainerDraft draft) => service
        .Add("devices", Literals(DeviceFlags.Device.Values(draft)))
        .Add("device_cgroup_rules", Literals(draft.DeviceRules))
        .Add("deploy", new YamlMap().Add("resources", new YamlMap().Add("reservations", new YamlMap().Add("devices", draft.Gpus.Where(row => row.Driver != "cdi").Select(Gpu).ToList()))));

    /// <summary>A number as one, other text as it is.</summary>
    public static object Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static YamlMap Ulimits(ContainerDraft draft)
    {
        var limits = new YamlMap();
        foreach (var row in draft.Ulimits.Where(row => row.Name.Trim().Length > 0))
        {
            limits.AddAlways(row.Name.Trim(), row.Hard.Length == 0
                ? Number(row.Soft)
                : new YamlMap().AddAlways("soft", Number(row.Soft)).AddAlways("hard", Number(row.Hard)));
        }

        return limits;
    }

    private static List<YamlMap> Rates(List<RateRow> rows, string key) =>
        [.. rows.Where(row => row.Path.Trim().Length > 0).Select(row => new YamlMap().Add("path", row.Path.Trim()).AddAlways(key, Number(row.Rate)))];

    private static YamlMap Gpu(GpuRow row) => new YamlMap()
        .Add("driver", row.Driver)
        .Add("count", row.Count == "all" ? "all" : Number(row.Count))
        .Add("device_ids", row.Ids)
        .Add("capabilities", new List<string>(["gpu", .. row.Capabilities]))
        .AddPairs("options", row.Options);
}
