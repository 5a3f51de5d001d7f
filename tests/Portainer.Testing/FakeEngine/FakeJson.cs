using System.Globalization;
using System.Text.Json.Nodes;

namespace Portainer.Testing;

/// <summary>The engine's own JSON for what the fake holds, written apart from the client's types on purpose.</summary>
internal static class FakeJson
{
    public static JsonObject Row(FakeContainer container) => new()
    {
        ["Id"] = container.Id,
        ["Names"] = new JsonArray("/" + container.Name),
        ["Image"] = container.Image,
        ["ImageID"] = ImageId(container.Image),
        ["Command"] = "sh",
        ["Created"] = container.Created.ToUnixTimeSeconds(),
        ["Ports"] = Ports(container),
        ["Labels"] = Map(container.Labels),
        ["State"] = container.State,
        ["Status"] = container.Status,
        ["HostConfig"] = new JsonObject { ["NetworkMode"] = "default" },
        ["NetworkSettings"] = new JsonObject { ["Networks"] = Networks(container) },
        ["Mounts"] = new JsonArray(),
    };

    public static JsonObject Inspect(FakeContainer container) => new()
    {
        ["Id"] = container.Id,
        ["Created"] = Time(container.Created),
        ["Path"] = "sh",
        ["Args"] = new JsonArray(),
        ["State"] = State(container),
        ["Image"] = ImageId(container.Image),
        ["Name"] = "/" + container.Name,
        ["RestartCount"] = container.RestartCount,
        ["Driver"] = "overlay2",
        ["Platform"] = "linux",
        ["ExecIDs"] = null,
        ["HostConfig"] = new JsonObject
        {
            ["NetworkMode"] = "default",
            ["RestartPolicy"] = new JsonObject { ["Name"] = "no", ["MaximumRetryCount"] = 0 },
            ["LogConfig"] = new JsonObject { ["Type"] = "json-file", ["Config"] = new JsonObject() },
        },
        ["Mounts"] = new JsonArray(),
        ["Config"] = new JsonObject
        {
            ["Hostname"] = container.Id[..12],
            ["Image"] = container.Image,
            ["Tty"] = container.Tty,
            ["Env"] = new JsonArray([.. container.Env.Select(value => JsonValue.Create(value))]),
            ["Cmd"] = new JsonArray("sh"),
            ["Labels"] = Map(container.Labels),
        },
        ["NetworkSettings"] = new JsonObject { ["Networks"] = Networks(container), ["Ports"] = new JsonObject() },
    };

    public static JsonObject Stats(FakeContainer container, ulong tick, DateTimeOffset now, DateTimeOffset? before) => new()
    {
        ["id"] = container.Id,
        ["name"] = "/" + container.Name,
        ["read"] = Time(now),
        ["preread"] = before is { } time ? Time(time) : "0001-01-01T00:00:00Z",
        ["pids_stats"] = new JsonObject { ["current"] = 3 },
        ["cpu_stats"] = Cpu(tick),
        ["precpu_stats"] = before is null ? new JsonObject() : Cpu(tick - 1),
        ["memory_stats"] = new JsonObject
        {
            ["usage"] = 20_000_000 + (tick * 1000),
            ["limit"] = 1_000_000_000,
            ["stats"] = new JsonObject { ["inactive_file"] = 5_000_000 },
        },
        ["networks"] = new JsonObject { ["eth0"] = new JsonObject { ["rx_bytes"] = 1000 * tick, ["tx_bytes"] = 500 * tick } },
        ["blkio_stats"] = new JsonObject
        {
            ["io_service_bytes_recursive"] = new JsonArray(
                new JsonObject { ["major"] = 8, ["minor"] = 0, ["op"] = "read", ["value"] = 4096 * tick },
                new JsonObject { ["major"] = 8, ["minor"] = 0, ["op"] = "write", ["value"] = 2048 * tick }),
        },
    };

    public static JsonObject Event(FakeEvent happened) => new()
    {
        ["status"] = happened.Action,
        ["id"] = happened.ActorId,
        ["Type"] = happened.Type,
        ["Action"] = happened.Action,
        ["Actor"] = new JsonObject { ["ID"] = happened.ActorId, ["Attributes"] = Map(happened.Attributes) },
        ["scope"] = "local",
        ["time"] = happened.Time.ToUnixTimeSeconds(),
        ["timeNano"] = (happened.Time - DateTimeOffset.UnixEpoch).Ticks * 100,
    };

    public static string ImageId(string tag) =>
        "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(tag)));

    public static string Time(DateTimeOffset time) =>
        time == default ? "0001-01-01T00:00:00Z" : time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff00Z", CultureInfo.InvariantCulture);

    public static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    private static JsonObject State(FakeContainer container)
    {
        var state = new JsonObject
        {
            ["Status"] = container.State,
            ["Running"] = container.IsRunning,
            ["Paused"] = container.State == "paused",
            ["Pid"] = container.IsRunning ? 4711 : 0,
            ["ExitCode"] = container.ExitCode,
            ["StartedAt"] = Time(container.StartedAt),
            ["FinishedAt"] = Time(container.FinishedAt),
        };
        if (container.Health is { } health)
        {
            state["Health"] = new JsonObject { ["Status"] = health, ["FailingStreak"] = 0, ["Log"] = null };
        }

        return state;
    }

    private static JsonArray Ports(FakeContainer container) => container.IsRunning
        ? [.. container.Ports.Select(port => new JsonObject
        {
            ["IP"] = "0.0.0.0", ["PrivatePort"] = port.Key, ["PublicPort"] = port.Value, ["Type"] = "tcp",
        })]
        : [];

    private static JsonObject Networks(FakeContainer container) => new()
    {
        ["bridge"] = new JsonObject
        {
            ["NetworkID"] = ImageId("bridge")[7..],
            ["IPAddress"] = container.IsRunning ? container.IPAddress : "",
            ["GlobalIPv6Address"] = "",
        },
    };

    private static JsonObject Cpu(ulong tick) => new()
    {
        ["cpu_usage"] = new JsonObject { ["total_usage"] = 100_000_000 * tick },
        ["system_cpu_usage"] = 2_000_000_000 * tick,
        ["online_cpus"] = 2,
    };
}
